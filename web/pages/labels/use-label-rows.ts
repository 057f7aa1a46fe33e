import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { labelQueueQuery } from '../../api/queries/labels.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { itemsText, readItemsText } from '../../shared/labels/label-items.ts'
import { takeOut } from '../../shared/labels/queue-labels.ts'
import { addressedRow, type LabelRow, queuedRow } from './label-rows.ts'

const route = getRouteApi('/labels')

export interface LabelRows {
  /** Undefined while they are read. */
  rows: LabelRow[] | undefined
  error: Error | null
  retry: () => void
  /** Never rejects. */
  setCopies: (row: LabelRow, copies: number) => Promise<void>
  drop: (rows: readonly LabelRow[], text: string) => void
  /** When the first one was added. */
  oldest: string | undefined
}

/** The labels that the address names. */
function useAddressed(of: string): LabelRows {
  const navigate = route.useNavigate()
  const rows = readItemsText(of).map(addressedRow)
  // By what the address is by now: another row may have changed a moment ago.
  const change = (next: (rows: readonly LabelRow[]) => readonly LabelRow[]) =>
    navigate({
      search: (old) => ({ ...old, of: itemsText(next(readItemsText(old.of ?? '').map(addressedRow))) }),
      replace: true,
    })
  return {
    rows,
    error: null,
    retry: () => {},
    setCopies: ({ key }, copies) => change((now) => now.map((row) => (row.key === key ? { ...row, copies } : row))),
    drop: (dropped) => void change((now) => now.filter(({ key }) => dropped.every((each) => each.key !== key))),
    oldest: undefined,
  }
}

/** The labels that wait in the queue. */
function useQueued(enabled: boolean): LabelRows {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery({ ...labelQueueQuery, enabled })
  const change = useMutation({
    // One after the other, so that the last step is the one that stays.
    scope: { id: 'label copies' },
    mutationFn: ({ id, copies }: { id: number; copies: number }) =>
      body(
        api.PATCH('/api/label-queue/{queue_item_id}', {
          params: { path: { queue_item_id: id }, header: once() },
          body: { copies },
        }),
      ),
    onMutate: ({ id, copies }) => {
      queries.setQueryData(labelQueueQuery.queryKey, (old) =>
        old?.map((label) => (label.queue_item_id === id ? { ...label, copies } : label)),
      )
    },
    onError: (failure) => {
      sayFailure(failure)
      void queries.invalidateQueries({ queryKey: labelQueueQuery.queryKey })
    },
  })
  const drop = (rows: readonly LabelRow[], text: string) => {
    const waiting = rows.flatMap(({ queueId, kind, id, copies }) =>
      queueId === null ? [] : { queue_item_id: queueId, kind, id, copies },
    )
    void takeOut(queries, waiting, text).catch(sayFailure)
  }
  return {
    rows: data?.map(queuedRow),
    error,
    retry: () => void refetch(),
    setCopies: async ({ queueId }, copies) => {
      if (queueId !== null) await change.mutateAsync({ id: queueId, copies }).catch(() => {})
    },
    drop,
    oldest: data?.[0]?.created_at,
  }
}

/** What can be printed: what the address names, else what waits in the queue. */
export function useLabelRows(of: string | undefined): LabelRows {
  const addressed = useAddressed(of ?? '')
  const queued = useQueued(of === undefined)
  return of === undefined ? queued : addressed
}
