import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { UndoPreview } from '../../api/queries/operations.ts'
import { typesQuery } from '../../api/queries/parts.ts'
import { Keys } from '../text/keys.tsx'
import { count, plural } from '../text/numbers.ts'
import { type ChangedLine, changedLines, unnamedRecords } from './changed-lines.ts'
import classes from './changed-records.module.css'

const FEW = 6

function useValueText() {
  const { data: types = [] } = useQuery(typesQuery)
  return ({ field }: ChangedLine, value: ChangedLine['from']): string => {
    if (value === null || (Array.isArray(value) && value.length === 0) || value === '') return 'none'
    if (Array.isArray(value)) return value.join(', ')
    if (field === 'type' && typeof value === 'number') return types.find(({ id }) => id === value)?.name ?? `${value}`
    return typeof value === 'number' ? count(value) : value
  }
}

/** Fields, lines of kits and lists, and other records that change with an undo: what they are now, and then. */
export function ChangedRecords({ preview }: { preview: UndoPreview }) {
  const [all, setAll] = useState(false)
  const text = useValueText()
  const lines = changedLines(preview)
  if (lines.length === 0) return null
  const shown = all ? lines : lines.slice(0, FEW)
  const more = lines.length - shown.length
  const unnamed = unnamedRecords(preview)
  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.id}>
              <td>
                <Keys text={line.what} />
                <span className={classes.field}>{line.field}</span>
              </td>
              <td className={classes.now}>{text(line, line.from)}</td>
              <td>{text(line, line.to)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {count(more)} more
        </Button>
      )}
      {more === 0 && unnamed > 0 && <p className={classes.unnamed}>and {plural(unnamed, 'record', 'records')} more</p>}
    </>
  )
}
