import { useState } from 'react'

/** The text of the search field, and whether the address has come to it. */
interface FollowedText {
  text: string
  setText: (text: string) => void
  /** To be called with each query that is put into the address while it is typed. */
  typed: (query: string) => void
}

/**
 * The text of the field. It follows the address when that changes by itself: by a link, or by going back. What is being
 * typed stays as it is while the address comes after it, which on a slow machine is some letters later.
 */
export function useFollowQuery(query: string, pathname: string): FollowedText {
  const [text, setText] = useState(query)
  const [seen, setSeen] = useState({ query, pathname })
  const [onTheWay, setOnTheWay] = useState<readonly string[]>([])
  if (seen.query !== query || seen.pathname !== pathname) {
    setSeen({ query, pathname })
    const samePage = seen.pathname === pathname
    const at = samePage ? onTheWay.lastIndexOf(query) : -1
    setOnTheWay(at < 0 ? [] : onTheWay.slice(at + 1))
    const comesAfterTyping = at >= 0 || query === text || (query === '' && text.trim() === '')
    if (!comesAfterTyping) setText(query)
  }
  return { text, setText, typed: (next) => setOnTheWay((old) => [...old, next]) }
}
