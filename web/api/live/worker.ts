import type { FromStream } from './messages.ts'
import { openStream } from './open-stream.ts'

/** One event stream for all tabs: browsers open six connections to a host, and each stream holds one. */
const pages = new Set<MessagePort>()
let last: FromStream | null = null
let close: (() => void) | null = null

function tell(news: FromStream): void {
  if (news.kind === 'state') last = news
  for (const page of pages) page.postMessage(news)
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
  pages.add(page)
  page.onmessage = ({ data }) => {
    if (data === 'leave') return leave(page)
    close ??= openStream(String(data), tell)
    if (last !== null) page.postMessage(last)
  }
})
