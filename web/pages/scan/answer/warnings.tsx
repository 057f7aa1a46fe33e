import { Note } from '../../../shared/feedback/note.tsx'

/** What a person ought to know of a scan, a line each. */
export function Warnings({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <Note tone="warn">
      {texts.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </Note>
  )
}
