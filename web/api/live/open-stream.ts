import { type FromStream, readMessage } from './messages.ts'

/** Opens the event stream; the browser itself opens it again when it breaks. @returns what closes it. */
export function openStream(url: string, tell: (news: FromStream) => void): () => void {
  const source = new EventSource(url, { withCredentials: true })
  source.onopen = () => tell({ kind: 'state', open: true })
  source.onerror = () => {
    tell({ kind: 'state', open: false })
    // A refusal ends the stream for good: try again later.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(reopen, 5000)
  }
  source.onmessage = ({ data }) => {
    const message = readMessage(String(data))
    if (message !== null) tell({ kind: 'event', message })
  }
  let again: ReturnType<typeof setTimeout> | undefined
  let next: (() => void) | undefined
  function reopen(): void {
    next = openStream(url, tell)
  }
  return () => {
    clearTimeout(again)
    source.close()
    next?.()
  }
}
