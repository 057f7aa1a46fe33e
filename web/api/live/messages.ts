/** What the event stream sends to pages. */
export interface LiveMessage {
  type: string
  payload: unknown
}

/** What the worker tells its pages: an event, or whether the stream is open. */
export type FromStream = { kind: 'event'; message: LiveMessage } | { kind: 'state'; open: boolean }

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
