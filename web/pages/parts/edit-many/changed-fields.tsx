import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../../api/client.ts'
import { typesQuery } from '../../../api/queries/parts.ts'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './edit-many.module.css'

/** Rows that are shown; the rest is a number. */
const SHOWN = 4

type Edit = Schemas['PartEdit']

/** The first of the parts that would change, with what they have and what they would have. */
export function ChangedFields({ parts }: { parts: readonly Edit[] }) {
  const { data: types = [] } = useQuery(typesQuery)
  const text = (field: string, value: unknown): string => {
    if (value === null || value === undefined) return 'none'
    if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
    return field === 'type_id' ? (types.find(({ id }) => id === value)?.name ?? String(value)) : String(value)
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Now</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {parts.slice(0, SHOWN).map(({ part_key: key, changes }) =>
          Object.entries(changes).map(([field, change]) => (
            <tr key={`${key} ${field}`}>
              <td>
                <PartKey>{key}</PartKey>
              </td>
              <td className={classes.now}>{text(field, change.from)}</td>
              <td>{text(field, change.to)}</td>
            </tr>
          )),
        )}
      </tbody>
      {parts.length > SHOWN && (
        <tfoot>
          <tr>
            <td colSpan={3}>{parts.length - SHOWN} more</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}
