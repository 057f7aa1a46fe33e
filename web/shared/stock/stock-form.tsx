import { Button, Loader, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, sentence } from '../../api/errors.ts'
import { partPlacesQuery } from '../../api/queries/parts.ts'
import { Failure } from '../feedback/failure.tsx'
import { Stepper } from '../form/stepper.tsx'
import { placeName, readPlace } from '../place/place.ts'
import { count } from '../text/numbers.ts'
import { type Pile, stockChanges } from './changes.ts'
import { PileChoice } from './pile-choice.tsx'
import classes from './stock.module.css'
import { useFreeSlot } from './use-free-slot.ts'
import { type StockVerb, VERBS } from './verbs.ts'

interface StockFormProps {
  verb: StockVerb
  partKey: string
  from?: { box_no: number; loc_no: number } | undefined
  onDone: () => void
  large: boolean
}

/** Whether a place has to be named that is not one of the part's piles. */
function needsPlace(verb: StockVerb): boolean {
  return verb === 'put' || verb === 'move'
}

function effect(verb: StockVerb, qty: number, to: string): string {
  if (verb === 'take' || verb === 'count') return `${VERBS[verb]} ${count(qty)}`
  if (verb === 'put') return to === '' ? `Put ${count(qty)}` : `Put ${count(qty)} in ${to}`
  return to === '' ? `Move ${count(qty)}` : `Move ${count(qty)} to ${to}`
}

/** Whether the whole pile is what one most likely means. */
function startsWithAll(verb: StockVerb): boolean {
  return verb === 'move' || verb === 'count'
}

/** Loads where a part lies, and then asks how many pieces. */
export function StockForm(props: StockFormProps) {
  const places = useQuery(partPlacesQuery(props.partKey))
  const free = useFreeSlot(props.partKey, needsPlace(props.verb))
  if (places.isError) return <Failure error={places.error} retry={() => void places.refetch()} />
  if (places.data === undefined || free.waits) return <Loader size="xs" />
  return <Amount {...props} piles={places.data} free={free.slot} />
}

function Amount({ verb, partKey, from, onDone, large, piles, free }: StockFormProps & { piles: Pile[]; free: string }) {
  const first = piles.find((pile) => from !== undefined && placeName(pile) === placeName(from)) ?? piles[0]
  const [pile, setPile] = useState<Pile | undefined>(first)
  const [typed, setTyped] = useState(verb === 'put' && pile !== undefined ? placeName(pile) : free)
  const [qty, setQty] = useState(startsWithAll(verb) ? (pile?.qty ?? 1) : 1)
  const changes = stockChanges(useQueryClient())
  const target = readPlace(typed)
  const change = useMutation({
    mutationFn: async () => {
      if (verb === 'put' && target !== null) await changes.put(partKey, target, qty)
      else if (verb === 'take' && pile !== undefined) await changes.take(partKey, pile, qty)
      else if (verb === 'move' && pile !== undefined && target !== null) await changes.move(partKey, pile, target, qty)
      else if (verb === 'count' && pile !== undefined) await changes.count(partKey, pile, qty)
    },
    onSuccess: onDone,
  })
  if (verb !== 'put' && pile === undefined) return <span className={classes.none}>None in stock.</span>
  const most = verb === 'take' || verb === 'move' ? pile?.qty : undefined
  const ready = (qty > 0 || verb === 'count') && (!needsPlace(verb) || target !== null)
  const go = () => ready && !change.isPending && change.mutate()
  const wrong = change.error
  return (
    <div className={classes.form} data-large={large || undefined}>
      {verb !== 'put' && (
        <PileChoice
          piles={piles}
          value={pile}
          onChange={(next) => {
            setPile(next)
            setQty(startsWithAll(verb) ? next.qty : Math.min(qty, next.qty))
          }}
        />
      )}
      {needsPlace(verb) && (
        <TextInput
          label={verb === 'put' ? 'Place' : 'To'}
          placeholder="7-12"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && go()}
          error={typed !== '' && target === null ? 'A place is a box and a slot, as in 7-12' : undefined}
        />
      )}
      <div className={classes.amount}>
        <Stepper
          label="Pieces"
          value={qty}
          onChange={setQty}
          min={verb === 'count' ? 0 : 1}
          max={most}
          onEnter={go}
          focused
          size={large ? 'lg' : 'sm'}
        />
        {most !== undefined && (
          <Button variant="subtle" size={large ? 'md' : 'sm'} onClick={() => setQty(most)}>
            All {count(most)}
          </Button>
        )}
      </div>
      {wrong !== null && (
        <span className={classes.wrong} role="alert">
          {wrong instanceof ApiError && wrong.hint !== null ? wrong.hint : sentence(wrong)}
        </span>
      )}
      <Button
        variant="filled"
        fullWidth
        size={large ? 'lg' : 'sm'}
        disabled={!ready}
        loading={change.isPending}
        onClick={go}
      >
        {effect(verb, qty, target === null ? '' : placeName(target))}
      </Button>
    </div>
  )
}
