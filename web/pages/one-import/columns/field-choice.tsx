import { NativeSelect } from '@mantine/core'
import type { FieldName, ImportColumn, ImportKind } from '../../../api/queries/imports.ts'
import { fieldName } from '../../../shared/imports/words.ts'

interface FieldChoiceProps {
  column: ImportColumn
  fields: ImportKind['fields']
  disabled: boolean
  onChange: (field: FieldName | null) => void
}

/** Which of our fields a column of the file is. */
export function FieldChoice({ column, fields, disabled, onChange }: FieldChoiceProps) {
  return (
    <NativeSelect
      size="xs"
      aria-label={`Field of the column ${column.header.trim() === '' ? column.index + 1 : column.header}`}
      disabled={disabled}
      value={column.field ?? ''}
      data-unused={column.field === null || undefined}
      onChange={({ currentTarget: { value } }) => onChange(fields.find(({ field }) => field === value)?.field ?? null)}
    >
      <option value="">Not used</option>
      {fields.map(({ field, title }) => (
        <option key={field} value={field}>
          {fieldName(field, title)}
        </option>
      ))}
    </NativeSelect>
  )
}
