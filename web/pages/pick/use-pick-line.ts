import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, body, once, sentOnce } from '../../api/client.ts'
import { Unreachable } from '../../api/errors.ts'
import { newKey } from '../../api/new-key.ts'
import { type PickLine, type PickList, pickListQuery } from '../../api/queries/kits.ts'
import { lastPicked } from './lines.ts'

const AGAIN_MS = 2000
/** Name of the steps of picking among what is being sent. */
export const PICKING = 'picking'

/**
 * One step of picking. It carries a key of its own, so that a lost connection neither loses nor doubles it: the same
 * request is sent again until the service answers.
 */
interface Step {
  kind: 'pick' | 'undo' | 'less' | 'missing'
  line: PickLine
  qty: number
  key: string
  /** Of a line that was made smaller: how many pieces it asked for before. */
  asked: number | undefined
}

/** Taking back what was picked last: which line that is shows when the steps before are done. */
interface UndoLast {
  kind: 'undo-last'
  key: string
}

interface LineParams {
  path: { pick_list_id: number; line_id: number }
  header: ReturnType<typeof once>
}

function send(list: PickList, { kind, line, qty, key, asked }: Step) {
  const path = { pick_list_id: list.id, line_id: line.id }
  const header = once(key)
  const params = { path, header }
  if (kind === 'undo') return undo(params, asked, key)
  if (kind === 'missing')
    return body(api.POST('/api/pick-lists/{pick_list_id}/lines/{line_id}/replan', { ...sentOnce, params }))
  if (kind === 'pick')
    return body(api.POST('/api/pick-lists/{pick_list_id}/lines/{line_id}/pick', { ...sentOnce, params }))
  return less(params, qty, key)
}

/** Takes a pick back. A line that was made smaller asks for as many pieces as before. */
async function undo(params: LineParams, asked: number | undefined, key: string) {
  const open = await body(api.POST('/api/pick-lists/{pick_list_id}/lines/{line_id}/undo', { ...sentOnce, params }))
  if (asked === undefined) return open
  return body(
    api.PATCH('/api/pick-lists/{pick_list_id}/lines/{line_id}', {
      ...sentOnce,
      params: { path: params.path, header: once(`${key}-more`) },
      body: { quantity_to_pick: asked },
    }),
  )
}

/** Picks fewer pieces than asked, or none: the line is made smaller first, and then picked, which closes it. */
async function less({ path }: LineParams, qty: number, key: string) {
  await body(
    api.PATCH('/api/pick-lists/{pick_list_id}/lines/{line_id}', {
      ...sentOnce,
      params: { path, header: once(`${key}-less`) },
      body: { quantity_to_pick: qty },
    }),
  )
  return body(
    api.POST('/api/pick-lists/{pick_list_id}/lines/{line_id}/pick', {
      ...sentOnce,
      params: { path, header: once(`${key}-pick`) },
    }),
  )
}

/** Picks lines of a list, and takes picks back. */
export function usePickLine(list: PickList) {
  const queries = useQueryClient()
  const key = pickListQuery(list.id).queryKey
  const smaller = useRef(new Map<number, number>())
  const change = useMutation({
    mutationKey: [PICKING],
    // One after the other, so that a pick that is on its way can be taken back.
    scope: { id: `${PICKING} ${list.id}` },
    mutationFn: (step: Step | UndoLast) => {
      if (step.kind !== 'undo-last') return send(list, step)
      const now = queries.getQueryData(key) ?? list
      const line = lastPicked(now.lines)
      if (line === undefined) return Promise.resolve(now)
      const asked = smaller.current.get(line.id)
      return send(list, { kind: 'undo', line, qty: line.quantity_to_pick, key: step.key, asked })
    },
    // Picking waits for the connection to come back; what the service refuses is final.
    retry: (_failures, error) => error instanceof Unreachable,
    retryDelay: AGAIN_MS,
    onSuccess: async (next) => {
      // A list that was asked for before would come later and show the line as open again.
      await queries.cancelQueries({ queryKey: key })
      queries.setQueryData(key, next)
      for (const word of ['part', 'parts', 'box', 'boxes', 'kit', 'kits', 'home']) {
        void queries.invalidateQueries({ queryKey: [word] })
      }
    },
    onError: () => queries.invalidateQueries({ queryKey: key }),
  })
  const step =
    (kind: Step['kind']) =>
    (line: PickLine, qty = line.quantity_to_pick) => {
      if (kind === 'less') smaller.current.set(line.id, line.quantity_to_pick)
      const asked = kind === 'undo' ? smaller.current.get(line.id) : undefined
      change.mutate({ kind, line, qty, key: newKey(), asked })
    }
  return {
    pick: step('pick'),
    undo: step('undo'),
    less: step('less'),
    missing: step('missing'),
    undoLast: () => change.mutate({ kind: 'undo-last', key: newKey() }),
    isPending: change.isPending,
    waits: change.isPending && change.failureCount > 0,
    error: change.error,
  }
}
