/** Subject of everybody while sign-in is off. A stream that is bound to it gets the events of all subjects. */
export const LOCAL_USER = 'local-user'

/** Part of the service that an event comes from; a label of the metrics. */
export type EventService = 'task' | 'version'

/** Something that open pages are told. */
export interface LiveEvent {
  /** Type of the message, for example `task_event`. */
  name: string
  service: EventService
  /** Payload, anything that JSON can hold. */
  data: unknown
}

/** An event for all streams, or for those of one subject. */
export interface Broadcast extends LiveEvent {
  /** Null: everybody. */
  subject: string | null
  /** The task that the event belongs to and is forgotten with. */
  taskId?: string | null
}

/** Whether a stream that is bound to `streamSubject` (null: to nobody) gets the events of `eventSubject`. */
export function reaches(eventSubject: string | null, streamSubject: string | null): boolean {
  return eventSubject === null || streamSubject === LOCAL_USER || eventSubject === streamSubject
}

/**
 * One message as browsers read it: the type and the payload within one JSON document, without an event name.
 *
 * @param json payload, already JSON without line breaks.
 * @param id what a browser sends as `Last-Event-ID` when it reconnects; null for an event that is not stored.
 */
export function frame(name: string, json: string, id: number | null = null): string {
  const head = id === null ? '' : `id: ${id}\n`
  return `${head}data: {"type":${JSON.stringify(name)},"payload":${json}}\n\n`
}
