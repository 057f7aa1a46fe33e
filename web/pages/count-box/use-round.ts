import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, done, once } from '../../api/client.ts'
import { type CountingRound, countQuery } from '../../api/queries/counts.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { placeName } from '../../shared/place/place.ts'
import { stockChanged } from '../../shared/stock/changes.ts'
import { undoOperation } from '../../shared/stock/undo-operation.ts'
import { count } from '../../shared/text/numbers.ts'
import { differenceText } from './difference-text.ts'
import type { CountedPile } from './piles-of.ts'

/** First word of the key of what counts a pile. */
export const COUNTING = 'count-pile'

/** Begins a round through a box, finishes and drops it. */
export function useRound(boxNo: number) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { queryKey } = countQuery(boxNo)
  const path = { box_no: boxNo }
  const readAgain = () => queries.invalidateQueries({ queryKey })
  const begin = useMutation({
    mutationFn: () => body(api.POST('/api/boxes/{box_no}/counts', { params: { path, header: once() } })),
    onSuccess: (round) => queries.setQueryData(queryKey, round),
    onError: (error) => {
      sayFailure(error)
      // Somebody else has begun one.
      void readAgain()
    },
  })
  const finish = useMutation({
    mutationFn: ({ id }: CountingRound) =>
      body(
        api.POST('/api/boxes/{box_no}/counts/{count_id}/finish', {
          params: { path: { ...path, count_id: id }, header: once() },
        }),
      ),
    onError: sayFailure,
    onSettled: readAgain,
  })
  const drop = useMutation({
    mutationFn: ({ id }: CountingRound) =>
      done(
        api.DELETE('/api/boxes/{box_no}/counts/{count_id}', {
          params: { path: { ...path, count_id: id }, header: once() },
        }),
      ),
    onSuccess: async () => {
      await navigate({ to: '/boxes/$box', params: { box: String(boxNo) } })
      await readAgain()
      sayDone('The round was dropped; what was counted stays')
    },
    onError: sayFailure,
  })
  return { begin, finish, drop }
}

/** Counts one pile of a round, says so, and offers the way back. */
export function useCountPile(round: CountingRound) {
  const queries = useQueryClient()
  const { box_no, id } = round
  const { queryKey } = countQuery(box_no)
  return useMutation({
    mutationKey: [COUNTING],
    mutationFn: ({ pile, counted }: { pile: CountedPile; counted: number }) =>
      body(
        api.POST('/api/boxes/{box_no}/counts/{count_id}/lines', {
          params: { path: { box_no, count_id: id }, header: once() },
          body: {
            part_key: pile.part_key,
            loc_no: pile.loc_no,
            counted_qty: counted,
            expected_qty: pile.expected,
          },
        }),
      ),
    onSuccess: ({ counted, ...now }, { pile }) => {
      queries.setQueryData(queryKey, now)
      const place = placeName({ box_no, loc_no: pile.loc_no })
      const undo = async () => {
        await undoOperation(counted.operation_id)
        await stockChanged(queries)
      }
      sayDone(`Counted ${count(counted.qty)} ${pile.part_key} in ${place}, ${differenceText(counted.difference)}`, undo)
      void stockChanged(queries)
    },
    // What should be there has changed: the next try is against that.
    onError: () => queries.invalidateQueries({ queryKey: ['box', box_no] }),
  })
}
