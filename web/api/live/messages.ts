/** What the event stream sends to pages. */
export interface LiveMessage {
  type: string
  payload: unknown
}

/** What the stream tells: an event, or whether it is open. */
export type FromStream = { kind: 'event'; message: LiveMessage } | { kind: 'state'; open: boolean }

/** What the worker tells its pages: that one has joined, and what the stream tells. */
export type FromWorker = FromStream | { kind: 'joined' }

function isMessage(value: unknown): value is LiveMessage {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Reads one event's data; null when it is none of ours. */
export function readMessage(data: string): LiveMessage | null {
  try {
    const value: unknown = JSON.parse(data)
    return isMessage(value) ? value : null
  } catch {
    return null
  }
}
