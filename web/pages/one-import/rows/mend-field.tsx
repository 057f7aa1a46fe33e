import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { sentence } from '../../../api/errors.ts'
import type { Import, ImportRow } from '../../../api/queries/imports.ts'
import { MOST_PIECES, readNumber } from '../../../shared/form/number-range.ts'
import { plural } from '../../../shared/text/numbers.ts'
import { fieldChange } from './field-change.ts'
import classes from './mend.module.css'
import { cellOf, textOf } from './row-values.ts'
import type { ChangeRow } from './use-change-row.ts'

interface MendFieldProps {
  one: Import
  row: ImportRow
  field: string
  label: string
  change: ChangeRow
}

/** What is most likely meant: the one whole number that a text has, else the text itself. */
function proposed(cell: string, field: string): string {
  if (field !== 'quantity') return cell
  const numbers = cell.match(/\d+/g) ?? []
  return numbers.length === 1 && !/[.,]\d/.test(cell) ? (numbers[0] ?? '') : cell
}

/** What the button does; an amount is named only when it can be taken. */
function verbOf(text: string, field: string): string {
  const pieces = field === 'quantity' ? readNumber(text.trim(), { min: 0, max: MOST_PIECES }) : null
  return pieces === null ? 'Set' : plural(pieces, 'piece', 'pieces')
}

/** The field of a row that cannot be read as it is, ready to be set right. */
export function MendField({ one, row, field, label, change }: MendFieldProps) {
  const [text, setText] = useState(() => proposed(textOf(row, field) || cellOf(row, one, field), field))
  const wrong = change.isError && change.variables.row.row_no === row.row_no ? sentence(change.error) : undefined
  const waits = change.isPending && change.variables.row.row_no === row.row_no
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!waits) change.mutate({ row, fields: fieldChange(one, field, text.trim()) })
  }
  return (
    <form className={classes.field} onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label={`${label} of row ${row.row_no}`}
        placeholder={label}
        autoComplete="off"
        data-mend={field}
        value={text}
        error={wrong}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Button size="xs" type="submit" loading={waits}>
        {verbOf(text, field)}
      </Button>
    </form>
  )
}
