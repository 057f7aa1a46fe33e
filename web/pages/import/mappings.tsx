import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, done, once } from '../../api/client.ts'
import { type ImportMapping, importMappingsQuery } from '../../api/queries/imports.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { KIND_NAMES } from '../../shared/imports/words.ts'
import list from '../../shared/list/rows.module.css'
import { plural } from '../../shared/text/numbers.ts'
import classes from './import.module.css'

function useForget() {
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: importMappingsQuery.queryKey })
  return useMutation({
    mutationFn: ({ id }: ImportMapping) =>
      done(api.DELETE('/api/import-mappings/{mapping_id}', { params: { path: { mapping_id: id }, header: once() } })),
    onSuccess: (_, { name, kind, columns, options }) =>
      sayDone(`“${name}” was forgotten`, async () => {
        await body(
          api.POST('/api/import-mappings', { params: { header: once() }, body: { name, kind, columns, options } }),
        )
        await readAgain()
      }),
    onError: sayFailure,
    onSettled: readAgain,
  })
}

/** Columns that were remembered: files that have them all are read by them. */
export function Mappings() {
  const { data = [] } = useQuery(importMappingsQuery)
  const mayEdit = useMay('editor')
  const forget = useForget()
  if (data.length === 0) return null
  return (
    <section aria-label="Remembered columns">
      <h2 className={classes.group}>Remembered columns</h2>
      <ul className={list.rows}>
        {data.map((mapping) => (
          <li key={mapping.id} className={list.row}>
            <span className={list.words}>
              <b className="ellipsis">{mapping.name}</b>
              <span className="ellipsis">
                {KIND_NAMES[mapping.kind]}: {mapping.columns.map(({ header }) => header).join(', ')}
              </span>
            </span>
            <span className={list.end}>{plural(mapping.columns.length, 'column', 'columns')}</span>
            {mayEdit && (
              <ActionIcon aria-label={`Forget ${mapping.name}`} onClick={() => forget.mutate(mapping)}>
                <IconX size={14} stroke={1.75} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
