import { Button } from '@mantine/core'
import { Failure } from '../../../shared/feedback/failure.tsx'
import classes from './pairing.module.css'
import { PhaseHead } from './phase-head.tsx'
import type { PairingCode, usePairingCode } from './use-pairing-code.ts'

interface MatchNumberProps {
  device: NonNullable<PairingCode['device']>
  approve: ReturnType<typeof usePairingCode>['approve']
  refuse: ReturnType<typeof usePairingCode>['refuse']
}

/** Asks which number the waiting device shows: so nobody is let in by a code that others have read. */
export function MatchNumber({ device, approve, refuse }: MatchNumberProps) {
  const { name, browser, address, choices } = device
  const isBusy = approve.isPending || refuse.isPending
  return (
    <>
      <PhaseHead>Which number does {name} show?</PhaseHead>
      <p className={classes.device}>{[browser, address].filter((part) => part !== null).join(', ')}</p>
      <fieldset className={classes.choices} aria-label="The number that the device shows">
        {choices.map((number) => (
          <Button
            key={number}
            className={`num ${classes.choice}`}
            disabled={isBusy}
            loading={approve.isPending && approve.variables === number}
            onClick={() => approve.mutate(number)}
          >
            {number}
          </Button>
        ))}
      </fieldset>
      {refuse.isError && <Failure error={refuse.error} />}
      <Button variant="subtle" color="red" className={classes.refuse} disabled={isBusy} onClick={() => refuse.mutate()}>
        None of these: keep it out
      </Button>
    </>
  )
}
