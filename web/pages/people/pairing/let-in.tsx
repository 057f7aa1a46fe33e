import { Button, Loader, Skeleton } from '@mantine/core'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { MatchNumber } from './match-number.tsx'
import classes from './pairing.module.css'
import { PairingOver } from './pairing-over.tsx'
import { PhaseHead } from './phase-head.tsx'
import { ShowCode } from './show-code.tsx'
import { type Invited, usePairingCode } from './use-pairing-code.ts'

const CODE_HEIGHT = 240

interface LetInProps {
  attempt: string
  invited: Invited | null
  /** Makes another code for the same person. */
  again: () => void
  /** What can be done when no code was made. */
  mend: () => void
  onClose: () => void
}

/** One code from its making to its end. */
export function LetIn({ attempt, invited, again, mend, onClose }: LetInProps) {
  const { made, code, approve, refuse } = usePairingCode(attempt, invited)
  if (made.isError) {
    return (
      <>
        <Failure error={made.error} />
        <div className={classes.foot}>
          <Button onClick={onClose}>Close</Button>
          <Button variant="filled" onClick={mend}>
            {invited === null ? 'Try again' : 'Back'}
          </Button>
        </div>
      </>
    )
  }
  if (made.data === undefined) return <Skeleton height={CODE_HEIGHT} />
  if (code === undefined || code.state === 'open') return <ShowCode made={made.data} code={code} invited={invited} />
  if (code.state === 'waiting' && code.device !== null) {
    return <MatchNumber device={code.device} approve={approve} refuse={refuse} />
  }
  if (code.state === 'approved') {
    return (
      <>
        <PhaseHead>{code.device?.name ?? 'The device'} is being signed in</PhaseHead>
        <Loader size="sm" aria-label="Waiting for the device" />
      </>
    )
  }
  const end = { invited, approve, wasRefused: refuse.isSuccess, again, onClose }
  return <PairingOver state={code.state} {...end} />
}
