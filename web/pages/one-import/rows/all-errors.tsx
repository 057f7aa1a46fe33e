import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../../api/client.ts'
import { type Import, importQuery, importRowsQuery } from '../../../api/queries/imports.ts'
import { sayDone, sayFailure } from '../../../shared/feedback/undo.tsx'
import { plural } from '../../../shared/text/numbers.ts'
import classes from './row.module.css'

type Action = 'create' | 'skip'

/** Decides the same for all rows that have errors. */
export function AllErrors({ one }: { one: Import }) {
  const { id, version, summary } = one
  const errors = summary?.errors ?? 0
  const queries = useQueryClient()
  const { data, hasNextPage } = useInfiniteQuery(importRowsQuery(id, 'errors'))
  const decide = useMutation({
    mutationFn: (action: Action) =>
      body(
        api.PATCH('/api/imports/{import_id}/rows', {
          params: { path: { import_id: id }, header: once() },
          body: { version, show: 'errors', decision: { action } },
        }),
      ),
    onSuccess: (changed, action) => {
      queries.setQueryData(importQuery(id).queryKey, changed)
      sayDone(
        action === 'skip'
          ? `${plural(errors, 'row is', 'rows are')} left out`
          : `${plural(errors, 'row makes', 'rows make')} a new part`,
      )
    },
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: importQuery(id).queryKey }),
  })
  if (errors < 2) return null
  const rows = data?.pages.flat() ?? []
  // Only a row that lacks nothing but a part can make one.
  const onlyParts = !hasNextPage && rows.every((row) => row.errors.every(({ code }) => code === 'MATCH_NEEDED'))
  const waits = (action: Action) => decide.isPending && decide.variables === action
  return (
    <span className={classes.all}>
      {onlyParts && (
        <Button size="xs" loading={waits('create')} disabled={decide.isPending} onClick={() => decide.mutate('create')}>
          New parts for all {errors}
        </Button>
      )}
      <Button size="xs" loading={waits('skip')} disabled={decide.isPending} onClick={() => decide.mutate('skip')}>
        Leave all {errors} out
      </Button>
    </span>
  )
}
