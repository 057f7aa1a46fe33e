import { Button, Skeleton, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sentence } from '../../api/errors.ts'
import { partPlacesQuery } from '../../api/queries/parts.ts'
import { Failure } from '../feedback/failure.tsx'
import { Stepper } from '../form/stepper.tsx'
import { placeName, readPlace } from '../place/place.ts'
import { count } from '../text/numbers.ts'
import { stockChanges } from './changes.ts'
import { PileChoice } from './pile-choice.tsx'
import classes from './stock.module.css'
import { useFreeSlot } from './use-free-slot.ts'
import { pileMeant, useStockDraft } from './use-stock-draft.ts'
import { type StockVerb, VERBS } from './verbs.ts'

export interface StockFormProps {
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

function effect(verb: StockVerb, qty: number | null, to: string): string {
  if (qty === null) return VERBS[verb]
  if (verb === 'take' || verb === 'count') return `${VERBS[verb]} ${count(qty)}`
  if (verb === 'put') return to === '' ? `Put ${count(qty)}` : `Put ${count(qty)} in ${to}`
  return to === '' ? `Move ${count(qty)}` : `Move ${count(qty)} to ${to}`
}

/** Asks how many pieces, and from or to where. It is there at once: what is typed does not wait for what is loaded. */
export function StockForm({ verb, partKey, from, onDone, large }: StockFormProps) {
  const places = useQuery(partPlacesQuery(partKey))
  const piles = places.data
  const free = useFreeSlot(partKey, verb === 'move' || (verb === 'put' && piles?.length === 0))
  const { pile, now, qty, place, setQty, setPlace, choose, follow } = useStockDraft({ verb, piles, from, free })
  const queries = useQueryClient()
  const changes = stockChanges(queries)
  const target = readPlace(place)
  const change = useMutation({
    mutationFn: async (qty: number) => {
      // Enter may come before it is known where the part lies.
      const meant = pile ?? pileMeant(await queries.ensureQueryData(partPlacesQuery(partKey)), from)
      const to = target ?? (verb === 'put' && place === '' ? (meant ?? null) : null)
      if (verb === 'put' && to !== null) await changes.put(partKey, to, qty)
      else if (verb === 'put') throw new Error('It needs a place')
      else if (meant === undefined) throw new Error('None is in stock')
      else if (verb === 'take') await changes.take(partKey, meant, qty)
      else if (verb === 'count') await changes.count(partKey, meant, qty)
      else if (to !== null) await changes.move(partKey, meant, to, qty)
    },
    onSuccess: onDone,
    onError: () => places.refetch(),
  })
  if (piles === undefined && places.isError) {
    return <Failure error={places.error} retry={() => void places.refetch()} />
  }
  if (verb !== 'put' && piles?.length === 0 && pile === undefined) {
    return <span className={classes.none}>None in stock.</span>
  }
  const most = verb === 'take' || verb === 'move' ? now?.qty : undefined
  const toKnown = target !== null || (verb === 'put' && place === '' && piles === undefined)
  const ready = qty !== null && (qty > 0 || verb === 'count') && (!needsPlace(verb) || toKnown)
  const go = () => {
    if (ready && !change.isPending) change.mutate(qty)
  }
  const wrong = change.error
  const changed = wrong !== null && verb === 'count' && now !== undefined && now.qty !== pile?.qty
  return (
    <div className={classes.form} data-large={large || undefined}>
      {verb !== 'put' &&
        (piles === undefined ? (
          <Skeleton height={20} />
        ) : (
          <PileChoice piles={piles} value={now ?? pile} onChange={choose} />
        ))}
      {needsPlace(verb) && (
        <TextInput
          label={verb === 'put' ? 'Place' : 'To'}
          placeholder="7-12"
          value={place}
          onChange={({ currentTarget }) => setPlace(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && go()}
          error={place !== '' && target === null ? 'A place is a box and a slot, as in 7-12' : undefined}
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
          {sentence(wrong)}
        </span>
      )}
      {changed && (
        <Button size={large ? 'md' : 'sm'} onClick={follow}>
          Count against {count(now.qty)}
        </Button>
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
