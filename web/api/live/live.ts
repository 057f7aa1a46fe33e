import { BASE_PATH } from '../client.ts'
import { newKey } from '../new-key.ts'
import type { FromStream, FromWorker, LiveMessage } from './messages.ts'
import { openStream } from './open-stream.ts'

/** A worker that says nothing for so long has not come to life. */
const WORKER_MS = 15_000

type Listener = (message: LiveMessage) => void

const listeners = new Set<Listener>()
const watchers = new Set<() => void>()
const openers = new Set<(wasClosed: boolean) => void>()
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

/** Calls `opener` each time the stream has opened, and when this page has joined it. @returns what ends that. */
export function onLiveOpen(opener: (wasClosed: boolean) => void): () => void {
  openers.add(opener)
  return () => openers.delete(opener)
}

/** Whether the stream is open; true until the first try has failed. */
export function isLive(): boolean {
  return open
}

function receive(news: FromStream): void {
  if (news.kind === 'event') {
    for (const listener of listeners) listener(news.message)
    return
  }
  const wasClosed = !open
  open = news.open
  if (news.open === wasClosed) for (const watcher of watchers) watcher()
  if (news.open) for (const opener of openers) opener(wasClosed)
}

function streamUrl(): string {
  return `${location.origin}${BASE_PATH}api/sse/stream?request_id=${newKey()}`
}

/** The stream that all tabs share. Where its worker does not come to life, the tab opens one of its own. */
function throughWorker(): void {
  const { port } = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'live' })
  const join = () => port.postMessage(streamUrl())
  const leave = () => port.postMessage('leave')
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) join()
  }
  const giveUp = setTimeout(() => {
    removeEventListener('pageshow', comeBack)
    port.onmessage = null
    leave()
    ofThisTab()
  }, WORKER_MS)
  port.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    clearTimeout(giveUp)
    if (data.kind !== 'joined') receive(data)
  }
  join()
  addEventListener('pagehide', leave)
  addEventListener('pageshow', comeBack)
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
