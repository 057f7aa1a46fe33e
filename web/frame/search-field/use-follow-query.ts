import { type Dispatch, type SetStateAction, useState } from 'react'

/**
 * The text of the field. It follows the address when that changes by itself: by a link, or by going back. What is being
 * typed stays as it is while the address comes after it.
 */
export function useFollowQuery(query: string, pathname: string): [string, Dispatch<SetStateAction<string>>] {
  const [text, setText] = useState(query)
  const [seen, setSeen] = useState({ query, pathname })
  if (seen.query !== query || seen.pathname !== pathname) {
    setSeen({ query, pathname })
    const comesAfterTyping = query === text || (query === '' && text.trim() === '')
    if (!comesAfterTyping) setText(query)
  }
  return [text, setText]
}
