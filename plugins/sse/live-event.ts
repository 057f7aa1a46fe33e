/** Subject of everybody while sign-in is off. With sign-in it is a subject like any other. */
export const LOCAL_USER = 'local-user'

/** The parts of the service that send events: each one declares its name as a member, in its own module. */
// biome-ignore lint/suspicious/noEmptyInterface: its members are declared elsewhere
export interface EventServices {}

/** Part of the service that an event comes from; a label of the metrics. */
export type EventService = keyof EventServices

/** An event for open pages. */
export interface LiveEvent {
  /** Type of the message. */
  name: string
  service: EventService
  /** Payload, anything that JSON can hold. */
  data: unknown
}

/** An event for all streams, or for those of one subject. */
export interface Broadcast extends LiveEvent {
  /** Null: everybody. */
  subject: string | null
  /** The task that the event belongs to and is deleted with. */
  taskId?: string | null
}

/** Who reads a stream. */
export interface StreamReader {
  /** Null when the stream is bound to nobody. */
  subject: string | null
  /** Whether it gets the events of all subjects, as while sign-in is off. */
  everySubject: boolean
}

/** Who reads a stream and is told of changes. */
export interface ChangeReader extends StreamReader {
  /** Whether it is told of everybody's records. */
  isAdmin: boolean
}

/** What readers are told, as JSON: not the same each; null is nothing. */
export type PayloadFor = (reader: ChangeReader) => string | null

/** Whether a stream is told of a record that only `subject` and admins see; null is everybody. */
export function maySee(subject: string | null, reader: ChangeReader): boolean {
  return reader.isAdmin || reaches(subject, reader)
}

/** Whether a stream gets the events of `eventSubject`; null is everybody. */
export function reaches(eventSubject: string | null, { subject, everySubject }: StreamReader): boolean {
  return eventSubject === null || everySubject || eventSubject === subject
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
