import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../../api/client.ts'
import { ApiError } from '../../../api/errors.ts'
import { type ImportRow, importQuery } from '../../../api/queries/imports.ts'
import { sayFailure } from '../../../shared/feedback/undo.tsx'

interface RowChange {
  row: ImportRow
  /** Values instead of those of the file; null: as in the file. */
  fields?: Record<string, unknown>
  decision?: ImportRow['decision']
  /** Whether the next file follows the decision. */
  remember?: boolean
}

type Pages = InfiniteData<ImportRow[], number>

function replaced(pages: Pages | undefined, changed: ImportRow): Pages | undefined {
  if (pages === undefined) return undefined
  return {
    ...pages,
    pages: pages.pages.map((page) => page.map((row) => (row.row_no === changed.row_no ? changed : row))),
  }
}

function send(importId: number, { row: { row_no, version }, ...change }: RowChange): Promise<ImportRow> {
  return body(
    api.PATCH('/api/imports/{import_id}/rows/{row_no}', {
      params: { path: { import_id: importId, row_no }, header: once() },
      body: { version, remember: true, ...change },
    }),
  )
}

const said = ({ fields, decision }: ImportRow) => JSON.stringify([fields, decision])

/** The row as it is now; null when it is gone. */
async function asItIs(importId: number, row: ImportRow): Promise<ImportRow | null> {
  const [now] = await body(
    api.GET('/api/imports/{import_id}/rows', {
      params: { path: { import_id: importId }, query: { after: row.row_no - 1, limit: 1 } },
    }),
  )
  return now?.row_no === row.row_no ? now : null
}

async function change(importId: number, wanted: RowChange): Promise<ImportRow> {
  try {
    return await send(importId, wanted)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'RESOURCE_CONFLICT') throw error
    const now = await asItIs(importId, wanted.row)
    if (now === null) throw error
    // Asked for twice.
    const wants = wanted.fields === undefined && JSON.stringify(now.decision) === JSON.stringify(wanted.decision)
    if (wants) return now
    // What one row does depends on others: a change of another row may just have given this one a new version.
    if (said(now) !== said(wanted.row)) throw error
    return send(importId, { ...wanted, row: now })
  }
}

/** Changes values of rows, or decides which part they mean. What that does to other rows is read again. */
export function useChangeRow(importId: number) {
  const queries = useQueryClient()
  const { queryKey } = importQuery(importId)
  return useMutation({
    scope: { id: `rows-of-import-${importId}` },
    mutationFn: (wanted: RowChange) => change(importId, wanted),
    onSuccess: (changed) => {
      queries.setQueriesData<Pages>({ queryKey: [...queryKey, 'rows'] }, (pages) => replaced(pages, changed))
    },
    // A value that is refused is told of beside its field.
    onError: (error, { fields }) => {
      if (fields === undefined) sayFailure(error)
    },
    // The next change does not wait until everything has been read again.
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  })
}

export type ChangeRow = ReturnType<typeof useChangeRow>
