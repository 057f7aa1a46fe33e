import { Button } from '@mantine/core'
import type { ScanMatch } from '../../../api/queries/scans.ts'
import { PartLine } from './part-line.tsx'

interface NotWantedProps {
  match: ScanMatch
  onAnyway: () => void
}

/** A part that the pick list does not need now, or whose slot is not there. Nothing is proposed for it, so that Enter books nothing. */
export function NotWanted({ match, onAnyway }: NotWantedProps) {
  return (
    <>
      <PartLine match={match} quantity={null} />
      <Button fullWidth onClick={onAnyway}>
        Do something else with {match.part.key}
      </Button>
    </>
  )
}
