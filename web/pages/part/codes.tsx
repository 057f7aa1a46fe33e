import { ActionIcon } from '@mantine/core'
import { IconBarcode, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, done, once, type Schemas } from '../../api/client.ts'
import { type Part, partCodesQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import classes from './part.module.css'
import rows from './rows.module.css'
import own from './sellers.module.css'

type Code = Schemas['PartCode']

/** Has the part no longer known by a code, and known again when the person wants. */
function useRemove({ key }: Part) {
  const queries = useQueryClient()
  const { queryKey } = partCodesQuery(key)
  const readAgain = () => queries.invalidateQueries({ queryKey })
  const restore = async ({ code }: Code) => {
    await body(
      api.POST('/api/parts/{part_key}/codes', { params: { path: { part_key: key }, header: once() }, body: { code } }),
    )
    await readAgain()
  }
  return useMutation({
    mutationFn: ({ id }: Code) =>
      done(
        api.DELETE('/api/parts/{part_key}/codes/{code_id}', {
          params: { path: { part_key: key, code_id: id }, header: once() },
        }),
      ),
    onSuccess: (_answer, code) => sayDone(`${key} is no longer known by ${code.code}`, () => restore(code)),
    onError: sayFailure,
    onSettled: readAgain,
  })
}

/** The codes on packages by which the part is known. */
export function Codes({ part }: { part: Part }) {
  const { data: codes = [] } = useQuery(partCodesQuery(part.key))
  const mayEdit = useMay('editor')
  const remove = useRemove(part)
  if (codes.length === 0) return null
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Known by its code</h2>
      </div>
      {codes.map((code) => (
        <div key={code.id} className={own.seller}>
          <span className={`${rows.row} ${own.code}`}>
            <IconBarcode size={15} stroke={1.75} aria-hidden />
            <span className={`mono ellipsis ${rows.name}`}>{code.code}</span>
          </span>
          {mayEdit && (
            <ActionIcon
              className={own.remove}
              aria-label={`Forget ${code.code}`}
              title="Forget"
              onClick={() => remove.mutate(code)}
            >
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  )
}
