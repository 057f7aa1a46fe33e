import { Skeleton, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FreeSlot, shelfQuery } from '../../../api/queries/boxes.ts'
import { BoxMap } from '../../../shared/place/box-map.tsx'
import { placeName } from '../../../shared/place/place.ts'
import { count } from '../../../shared/text/numbers.ts'
import classes from './free-slot.module.css'

interface SlotChoiceProps {
  slots: readonly FreeSlot[]
  value: FreeSlot | undefined
  onChange: (slot: FreeSlot) => void
  loading: boolean
}

/** Why a slot is proposed. */
function reasonOf({ pieces, parts_alike: alike }: FreeSlot): string {
  if (pieces > 0) return `near the ${count(pieces)} there`
  return alike > 0 ? `among ${count(alike)} alike` : 'free'
}

/** The free slots that are proposed, each on the map of its box. */
export function SlotChoice({ slots, value, onChange, loading }: SlotChoiceProps) {
  const { data: shelf = [] } = useQuery(shelfQuery)
  if (loading) return <Skeleton height={220} />
  if (slots.length === 0) return <p className={classes.hint}>Every slot is in use. A new box has room.</p>
  return (
    <fieldset className={classes.slots} aria-label="Slots">
      {slots.map((slot) => {
        const box = shelf.find(({ box_no }) => box_no === slot.box_no)
        const name = placeName(slot)
        return (
          <UnstyledButton
            key={name}
            className={classes.slot}
            aria-pressed={slot === value}
            onClick={() => onChange(slot)}
          >
            <span className={classes.map} aria-hidden>
              {box !== undefined && (
                <BoxMap
                  capacity={box.capacity}
                  occupied={box.occupied}
                  here={slot.loc_no}
                  cell={6}
                  label={`Slot ${slot.loc_no} of box ${slot.box_no}`}
                />
              )}
            </span>
            <span className={classes.words}>
              <b className="num">{name}</b>
              <span className="ellipsis">{slot.box_description}</span>
              <span>{reasonOf(slot)}</span>
            </span>
          </UnstyledButton>
        )
      })}
    </fieldset>
  )
}
