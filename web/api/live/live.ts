import { BASE_PATH } from '../client.ts'
import { newKey } from '../new-key.ts'
import type { FromStream, LiveMessage } from './messages.ts'
import { openStream } from './open-stream.ts'

type Listener = (message: LiveMessage) => void

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
let open = true

/** Calls `listener` with every event until the returned function is called. */
export function onLiveMessage(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Calls `watcher` when the stream opens or breaks. */
export function watchLiveState(watcher: () => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Whether the stream is open; true until the first try has failed. */
export function isLive(): boolean {
  return open
}

function receive(news: FromStream): void {
  if (news.kind === 'event') for (const listener of listeners) listener(news.message)
  else if (news.open !== open) {
    open = news.open
    for (const watcher of watchers) watcher()
  }
}

function streamUrl(): string {
  return `${location.origin}${BASE_PATH}api/sse/stream?request_id=${newKey()}`
}

function throughWorker(): void {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' })
  worker.port.onmessage = ({ data }: MessageEvent<FromStream>) => receive(data)
  worker.port.postMessage(streamUrl())
  addEventListener('pagehide', () => worker.port.postMessage('leave'))
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) worker.port.postMessage(streamUrl())
  })
}

/** A stream of this tab's own, closed while nobody sees it. */
function ofThisTab(): void {
  let close: (() => void) | null = openStream(streamUrl(), receive)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close?.()
      close = null
    } else close ??= openStream(streamUrl(), receive)
  })
}

/** Begins to listen to what others change. */
export function startLive(): void {
  if (typeof SharedWorker === 'undefined') ofThisTab()
  else throughWorker()
}
