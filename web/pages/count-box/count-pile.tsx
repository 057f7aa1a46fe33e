import { Button } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { sentence } from '../../api/errors.ts'
import { firstField } from '../../shared/form/first-field.ts'
import { rangeText, readNumber } from '../../shared/form/number-range.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './count-box.module.css'
import { differenceText } from './difference-text.ts'
import type { CountedPile } from './piles-of.ts'

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const
const PIECES = { min: 0, max: 999_999_999 }

interface CountPileProps {
  boxNo: number
  pile: CountedPile
  next: CountedPile | undefined
  mayEdit: boolean
  isCounting: boolean
  error: Error | null
  onSkip: () => void
  onCount: (amount: number) => void
}

/** Asks how many pieces lie in one place, by keys that are large enough for a thumb. */
export function CountPile({ boxNo, pile, next, mayEdit, isCounting, error, onSkip, onCount }: CountPileProps) {
  const [typed, setTyped] = useState('')
  const amount = readNumber(typed.trim(), PIECES)
  const isWrong = amount === null && typed.trim() !== ''
  const id = useId()
  const difference = amount === null ? null : amount - pile.expected
  const place = (of: CountedPile) => placeName({ box_no: boxNo, loc_no: of.loc_no })
  const type = (text: string) => setTyped(text.replace(/^0+(?=\d)/, ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (amount !== null) onCount(amount)
  }
  return (
    <form className={classes.pile} onSubmit={submit}>
      <div className={classes.what} aria-live="polite">
        <Picture url={pile.cover} size={3.75} />
        <div>
          <p className={classes.key}>
            <PartKey size="pick">{pile.part_key}</PartKey> <span>in {place(pile)}</span>
          </p>
          <p className="ellipsis" title={pile.description}>
            {pile.description}
          </p>
          {pile.code !== null && <p className={`mono ellipsis ${classes.code}`}>{pile.code}</p>}
        </div>
      </div>
      <label className={classes.field}>
        <input
          {...firstField}
          className="num"
          inputMode="none"
          autoComplete="off"
          aria-label={`Pieces in ${place(pile)}`}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? id : undefined}
          disabled={!mayEdit}
          value={typed}
          onChange={({ currentTarget }) => type(currentTarget.value)}
        />
        <span>
          {difference !== null && <b data-differs={difference !== 0 || undefined}>{differenceText(difference)}</b>}
          <span>
            {pile.counted_qty !== null && `counted ${count(pile.counted_qty)}, `}
            {count(pile.expected)} should be there
          </span>
        </span>
      </label>
      {isWrong && (
        <p id={id} className={classes.wrong} role="alert">
          {rangeText('Pieces', PIECES)}
        </p>
      )}
      {error !== null && (
        <p className={classes.wrong} role="alert">
          {sentence(error)}
        </p>
      )}
      {mayEdit && (
        <>
          <div className={classes.keys}>
            {DIGITS.map((digit) => (
              <Button key={digit} size="xl" tabIndex={-1} onClick={() => type(typed + digit)}>
                {digit}
              </Button>
            ))}
            <Button size="xl" tabIndex={-1} className={classes.all} onClick={() => setTyped(String(pile.expected))}>
              All {count(pile.expected)}
            </Button>
            <Button size="xl" tabIndex={-1} onClick={() => type(`${typed}0`)}>
              0
            </Button>
            <Button
              size="xl"
              variant="subtle"
              color="gray"
              tabIndex={-1}
              aria-label="Take back a digit"
              onClick={() => type(typed.slice(0, -1))}
            >
              <IconBackspace size={22} stroke={1.75} />
            </Button>
          </div>
          <div className={classes.acts}>
            <Button onClick={onSkip}>Skip</Button>
            <Button type="submit" variant="filled" disabled={amount === null} loading={isCounting}>
              {amount === null ? 'Count' : `Count ${count(amount)}`}
              {next !== undefined && `, then ${place(next)}`}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
