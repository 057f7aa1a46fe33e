import { type FromStream, readMessage } from './messages.ts'

const AGAIN_MS = 5000

/** Opens the event stream; the browser itself opens it again when it breaks. @returns what closes it. */
export function openStream(url: string, tell: (news: FromStream) => void): () => void {
  let again: ReturnType<typeof setTimeout> | undefined
  const connect = (): EventSource => {
    const source = new EventSource(url, { withCredentials: true })
    source.onopen = () => tell({ kind: 'state', open: true })
    source.onerror = () => {
      tell({ kind: 'state', open: false })
      // A refusal ends the stream for good: try again later.
      if (source.readyState === EventSource.CLOSED) {
        again = setTimeout(() => {
          current = connect()
        }, AGAIN_MS)
      }
    }
    source.onmessage = ({ data }) => {
      const message = readMessage(String(data))
      if (message !== null) tell({ kind: 'event', message })
    }
    return source
  }
  let current = connect()
  return () => {
    clearTimeout(again)
    current.close()
  }
}
