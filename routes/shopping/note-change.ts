import { Note, Nullable } from '../../services/schema-types.ts'

/** The note in an update: null means that the stored note stays, blank text that it is removed. */
export const NoteChange = Nullable({ ...Note(), 'x-blank': 'kept' })

/** The stored note that a body asks for, null for none; nothing when the note stays as it is. */
export function toNoteChange(sent: string | null | undefined): { note?: string | null } {
  if (typeof sent !== 'string') return {}
  return { note: sent.trim() === '' ? null : sent }
}
