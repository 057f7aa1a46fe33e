import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { typesQuery } from '../../../api/queries/parts.ts'
import { firstField } from '../../../shared/form/first-field.ts'
import type { PartsChange } from './use-edit-many.ts'

/** Which type the parts get. */
export function TypeField({ onChange }: { onChange: (set: PartsChange | null) => void }) {
  const { data: types = [] } = useQuery(typesQuery)
  return (
    <Select
      label="Type"
      placeholder="Type a few letters"
      {...firstField}
      searchable
      limit={100}
      data={types.map(({ id, name }) => ({ value: String(id), label: name }))}
      onChange={(id) => onChange(id === null ? null : { type_id: Number(id) })}
      nothingFoundMessage="There is no type of this name"
    />
  )
}
