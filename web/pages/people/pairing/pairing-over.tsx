import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { ApiError } from '../../../api/errors.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import classes from './pairing.module.css'
import { PhaseHead } from './phase-head.tsx'
import type { Invited, PairingCode, usePairingCode } from './use-pairing-code.ts'

interface PairingOverProps {
  state: PairingCode['state']
  invited: Invited | null
  approve: ReturnType<typeof usePairingCode>['approve']
  wasRefused: boolean
  /** Makes another code for the same person. */
  again: () => void
  onClose: () => void
}

function Success({ invited, approve, again, onClose }: PairingOverProps) {
  const device = approve.data?.device?.name ?? 'The device'
  return (
    <>
      <IconCircleCheck className={classes.done} size={40} stroke={1.5} aria-hidden />
      <PhaseHead>{invited === null ? `${device} is signed in` : `${invited.name} is in, with ${device}`}</PhaseHead>
      <div className={classes.foot}>
        {invited === null && <Button onClick={again}>Add another one</Button>}
        <Button variant="filled" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  )
}

/** How a pairing has ended, and what can be done next. */
export function PairingOver(props: PairingOverProps) {
  const { state, approve, wasRefused, again, onClose } = props
  if (state === 'used') return <Success {...props} />
  const mismatch = approve.error instanceof ApiError && approve.error.code === 'PAIRING_MISMATCH'
  const what = wasRefused || mismatch ? 'Nobody was let in' : 'This code has ended'
  return (
    <>
      <PhaseHead>{state === 'expired' ? 'This code is too old' : what}</PhaseHead>
      {mismatch && <Failure error={approve.error} />}
      <div className={classes.foot}>
        <Button onClick={onClose}>Close</Button>
        <Button variant="filled" onClick={again}>
          Make a new code
        </Button>
      </div>
    </>
  )
}
