import { Note } from '../../../shared/feedback/note.tsx'
import { ToldText } from '../../../shared/feedback/told-text.tsx'

/** What a person ought to know of a scan, a line each. */
export function Warnings({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null
  return (
    <Note tone="warn">
      {texts.map((text) => (
        <div key={text}>
          <ToldText>{text}</ToldText>
        </div>
      ))}
    </Note>
  )
}
