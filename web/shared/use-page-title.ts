import { useEffect } from 'react'

/** Gives the page its title in tabs and in the history. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title === undefined ? 'Parts inventory' : `${title} · Parts inventory`
  }, [title])
}
