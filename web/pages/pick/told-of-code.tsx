import { Button } from '@mantine/core'
import type { PickLine } from '../../api/queries/kits.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { placeName } from '../../shared/place/place.ts'
import classes from './pick.module.css'
import type { Told } from './use-pick-keys.ts'

interface ToldOfCodeProps {
  told: Told
  /** Null: the person may pick nothing. */
  onWanted: ((line: PickLine) => void) | null
}

/** What is said of the code that was scanned, and the line that takes from where the person stands. */
export function ToldOfCode({ told: { isWrong, text, other }, onWanted }: ToldOfCodeProps) {
  return (
    <div className={classes.told}>
      <Note tone={isWrong ? 'bad' : 'quiet'}>{text}</Note>
      {other !== undefined && onWanted !== null && (
        <Button fullWidth onClick={() => onWanted(other)}>
          Take {other.kit_content.part_key} first, or scan {placeName(other.location)} again
        </Button>
      )}
    </div>
  )
}
