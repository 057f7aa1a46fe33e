import type { FromStream, FromWorker } from './messages.ts'
import { openStream } from './open-stream.ts'

/** One event stream for all tabs: browsers open six connections to a host, and each stream holds one. */
const pages = new Set<MessagePort>()
let last: FromStream | null = null
let close: (() => void) | null = null

function send(page: MessagePort, news: FromWorker): void {
  page.postMessage(news)
}

function tell(news: FromStream): void {
  if (news.kind === 'state') last = news
  for (const page of pages) send(page, news)
}

function join(page: MessagePort, url: string): void {
  pages.add(page)
  send(page, { kind: 'joined' })
  close ??= openStream(url, tell)
  if (last !== null) send(page, last)
}

function leave(page: MessagePort): void {
  pages.delete(page)
  if (pages.size > 0) return
  close?.()
  close = null
  last = null
}

addEventListener('connect', (event) => {
  const page = event instanceof MessageEvent ? event.ports[0] : undefined
  if (page === undefined) return
  // A page that was left may be shown again as it was, and joins again.
  page.onmessage = ({ data }) => (data === 'leave' ? leave(page) : join(page, String(data)))
})
