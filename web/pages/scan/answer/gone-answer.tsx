import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Scan } from '../../../api/queries/scans.ts'
import { BringBack } from '../../../shared/stock/bring-back.tsx'

interface GoneAnswerProps {
  scan: Scan
  id: string
  mayEdit: boolean
}

/** A label of ours whose part, slot, box, kit or list is not there any more; the warning above says so. */
export function GoneAnswer({ scan: { kind, warnings }, id, mayEdit }: GoneAnswerProps) {
  const look = { fullWidth: true } as const
  if (kind === 'own_part') {
    const wasDeleted = warnings.some((warning) => warning.includes('was deleted'))
    return wasDeleted && mayEdit ? (
      <BringBack partKey={id} />
    ) : (
      <Button {...look} renderRoot={(props) => <Link to="/parts" {...props} />}>
        All parts
      </Button>
    )
  }
  if (kind === 'own_location' || kind === 'own_box') {
    return (
      <Button {...look} renderRoot={(props) => <Link to="/boxes" {...props} />}>
        All boxes
      </Button>
    )
  }
  return (
    <Button {...look} renderRoot={(props) => <Link to="/kits" {...props} />}>
      All kits
    </Button>
  )
}
