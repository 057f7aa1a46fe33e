import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, done, once, sentOnce } from '../../../api/client.ts'
import { ApiError, Unreachable } from '../../../api/errors.ts'
import { newKey } from '../../../api/new-key.ts'
import type { Place, ScanAction, ScanResult } from '../../../api/queries/scans.ts'
import { placeName } from '../../../shared/place/place.ts'
import { stockChanged } from '../../../shared/stock/changes.ts'
import { count } from '../../../shared/text/numbers.ts'

const AGAIN_MS = 2000

/** The name of these mutations: while one is under way the next code waits. */
export const BOOKING = 'scan-booking'

/** What a booking has come to. */
export interface Booked {
  operationId: string
  text: string
  partKey: string
  /** Whether a line of a pick list was picked. */
  isPick: boolean
  /** What the service says more; null for a move. */
  result: ScanResult | null
}

/** Pieces that go from one slot to another: not a thing of a code, but of the part that it names. */
export interface Move {
  action: 'move'
  part_key: string
  from: Place
  to: Place
  qty: number
}

async function move({ part_key, from, to, qty }: Move, key: string): Promise<Booked> {
  const operationId = await done(
    api.POST('/api/inventory/parts/{part_key}/move', {
      ...sentOnce,
      params: { path: { part_key }, header: once(key) },
      body: { from_box_no: from.box_no, from_loc_no: from.loc_no, to_box_no: to.box_no, to_loc_no: to.loc_no, qty },
    }),
  )
  const text = `Moved ${count(qty)} ${part_key} from ${placeName(from)} to ${placeName(to)}`
  return { operationId: operationId ?? '', text, partKey: part_key, isPick: false, result: null }
}

async function apply(action: ScanAction, key: string): Promise<Booked> {
  const result = await body(api.POST('/api/scans/apply', { ...sentOnce, params: { header: once(key) }, body: action }))
  const isPick = action.action === 'pick'
  return { operationId: result.operation_id, text: result.done, partKey: result.part.key, isPick, result }
}

/** Books what a person does with a code: once, however often it has to be sent. */
export function useApply({ onBooked, onRefused }: { onBooked: (booked: Booked) => void; onRefused: () => void }) {
  const queries = useQueryClient()
  const change = useMutation({
    mutationKey: [BOOKING],
    mutationFn: ({ action, key }: { action: ScanAction | Move; key: string }) =>
      action.action === 'move' ? move(action, key) : apply(action, key),
    // A lost connection neither loses nor doubles a booking; what the service refuses is final.
    retry: (_failures, error) => error instanceof Unreachable,
    retryDelay: AGAIN_MS,
    onSuccess: (booked) => {
      onBooked(booked)
      for (const word of ['list', 'lists', 'pick-list', 'pick-lists']) {
        void queries.invalidateQueries({ queryKey: [word] })
      }
      void stockChanged(queries)
    },
    onError: onRefused,
  })
  const { error } = change
  return {
    /** Confirming is another request, with a key of its own. */
    book: (action: ScanAction | Move) => change.mutate({ action, key: newKey() }),
    isPending: change.isPending,
    waits: change.isPending && change.failureCount > 0,
    error,
    /** What has to be confirmed; undefined when nothing has. */
    asks: error instanceof ApiError && error.code === 'CONFIRMATION_REQUIRED' ? error.reasons : undefined,
    reset: change.reset,
  }
}
