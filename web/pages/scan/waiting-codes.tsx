import { Button } from '@mantine/core'
import { Note } from '../../shared/feedback/note.tsx'
import { count } from '../../shared/text/numbers.ts'
import classes from './scan.module.css'

const LONGEST = 40

interface WaitingCodesProps {
  /** The code that could not be read yet because the service cannot be reached. */
  away: string | undefined
  codes: readonly string[]
  /** Whether a code is read or something is booked now. */
  isBusy: boolean
  onNext: () => void
  onForget: () => void
}

/** Without what nobody can see, without the header that all bags have, and not too long. */
function shortened(code: string): string {
  const seen = code
    .replaceAll(/[^ -~\u00a1-\uffff]+/g, ' ')
    .replace(/^\[\)>\s*06\s*/, '')
    .trim()
  return seen.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen
}

/** What was scanned and is not read yet. */
export function WaitingCodes({ away, codes, isBusy, onNext, onForget }: WaitingCodesProps) {
  const all = away === undefined ? codes : [away, ...codes]
  if (all.length === 0) return null
  const forget = (
    <Button size="xs" variant="subtle" onClick={onForget}>
      Forget {codes.length === 1 ? 'it' : 'them'}
    </Button>
  )
  const what = all.length === 1 ? 'One code waits' : `${count(all.length)} codes wait`
  const how =
    away === undefined
      ? `${what}: the next is read when this is booked.`
      : `No connection. ${what} and will be read in this order as soon as there is one.`
  return (
    <div className={classes.waiting}>
      <Note tone="warn" action={codes.length === 0 ? undefined : forget}>
        {how}
      </Note>
      <ol aria-label="Codes that wait">
        {all.map((code, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same code may wait twice, and none changes its place
          <li key={index} className="mono">
            {shortened(code)}
          </li>
        ))}
      </ol>
      {away === undefined && (
        <Button
          disabled={isBusy}
          onClick={({ currentTarget }) => {
            // The next Enter is to book what is read, not to leave it out as well.
            currentTarget.blur()
            onNext()
          }}
        >
          Read the next without booking this
        </Button>
      )}
    </div>
  )
}
