import { Button } from '@mantine/core'
import { Note } from '../../shared/feedback/note.tsx'
import { placeName } from '../../shared/place/place.ts'
import type { Told } from './use-scanned.ts'

interface ToldOfCodeProps {
  boxNo: number
  told: Told
  /** The slot in front of the person; undefined where there is none. */
  here: number | undefined
  /** Counts a part where it should not lie; null: the person may count nothing. */
  onFound: ((part: NonNullable<Told['part']>, slot: number) => void) | null
}

/** What is said of the code that was scanned, and the way to count what lies here after all. */
export function ToldOfCode({ boxNo, told: { text, part, freeSlot = undefined }, here, onFound }: ToldOfCodeProps) {
  const slot = freeSlot ?? here
  const count =
    part === undefined || slot === undefined || onFound === null ? null : (
      <Button size="xs" onClick={() => onFound(part, slot)}>
        It lies here: count {part.key} in {placeName({ box_no: boxNo, loc_no: slot })}
      </Button>
    )
  return (
    <Note tone="warn" action={count}>
      {text}
    </Note>
  )
}
