import { type ChangeReader, maySee, type PayloadFor } from '../sse/live-event.ts'
import type { AnnouncedChange, ChangeMessage } from './merged-changes.ts'

const EVERYTHING = Symbol('everything')
const NOTHING_OWN = Symbol('nothing of their own')

/** What each reader is told of a message: the changes of records that it may see. */
export function payloads({ changes, ...rest }: ChangeMessage<AnnouncedChange>): PayloadFor {
  const subjects = new Set(changes.flatMap(({ subject }) => subject ?? []))
  const made = new Map<string | symbol, string | null>()

  function make(reader: ChangeReader): string | null {
    const visible = changes.filter(({ subject = null }) => maySee(subject, reader))
    if (visible.length === 0) return null
    return JSON.stringify({ changes: visible.map(({ kind, id }) => ({ kind, id })), ...rest })
  }

  return (reader) => {
    const seesAll = subjects.size === 0 || reader.isAdmin || reader.everySubject
    // Readers whose records are not among the changes are told the same.
    const ownKey = reader.subject !== null && subjects.has(reader.subject) ? reader.subject : NOTHING_OWN
    const key = seesAll ? EVERYTHING : ownKey
    const known = made.get(key)
    if (known !== undefined) return known
    const json = make(reader)
    made.set(key, json)
    return json
  }
}
