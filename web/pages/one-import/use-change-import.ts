import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { type Import, importQuery, isBusy } from '../../api/queries/imports.ts'
import { type Change, withChange } from './with-change.ts'

const AGAIN_MS = 250

/** The import once the service does not read it any more. */
async function whenRead(id: number): Promise<Import> {
  for (;;) {
    const found = await body(api.GET('/api/imports/{import_id}', { params: { path: { import_id: id } } }))
    if (!isBusy(found)) return found
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

/**
 * Reads the file of an import in another way. Changes are sent one after the other, each once the one before has been
 * read; meanwhile `shown` has what is wanted.
 */
export function useChangeImport(one: Import) {
  const { id } = one
  const queries = useQueryClient()
  const change = useMutation({
    scope: { id: `import-${id}` },
    mutationFn: async (wanted: Change) => {
      const { queryKey } = importQuery(id)
      const known = queries.getQueryData(queryKey) ?? one
      const { version } = isBusy(known) ? await whenRead(id) : known
      return body(
        api.PATCH('/api/imports/{import_id}', {
          params: { path: { import_id: id }, header: once() },
          body: { ...wanted, version },
        }),
      )
    },
    onSuccess: (changed) => queries.setQueryData(importQuery(id).queryKey, changed),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['imports'] }),
  })
  const waits = change.isPending || one.status === 'reading'
  const shown = waits && change.variables !== undefined && !change.isError ? withChange(one, change.variables) : one
  return { ...change, shown, waits }
}
