import { Radio } from '@mantine/core'
import { placeName } from '../place/place.ts'
import { count } from '../text/numbers.ts'
import type { Pile } from './changes.ts'
import classes from './stock.module.css'

interface PileChoiceProps {
  piles: readonly Pile[]
  value: Pile | undefined
  onChange: (pile: Pile) => void
}

/** Which pile is meant; nothing to choose where there is one. */
export function PileChoice({ piles, value, onChange }: PileChoiceProps) {
  if (piles.length < 2) {
    return value === undefined ? null : (
      <span className={classes.only}>
        from <b className="num">{placeName(value)}</b>, {count(value.qty)} there
      </span>
    )
  }
  const choose = (name: string) => {
    const pile = piles.find((each) => placeName(each) === name)
    if (pile !== undefined) onChange(pile)
  }
  return (
    <Radio.Group value={value === undefined ? null : placeName(value)} onChange={choose} aria-label="From">
      <div className={classes.piles}>
        {piles.map((pile) => (
          <Radio
            key={placeName(pile)}
            value={placeName(pile)}
            size="xs"
            label={
              <span className="num">
                <b>{placeName(pile)}</b> × {count(pile.qty)}
              </span>
            }
          />
        ))}
      </div>
    </Radio.Group>
  )
}
