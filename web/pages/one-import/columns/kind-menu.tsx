import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Import, importKindsQuery } from '../../../api/queries/imports.ts'
import { KIND_NAMES } from '../../../shared/imports/words.ts'
import type { Change } from '../with-change.ts'

export interface ChoiceProps {
  one: Import
  onChange: (change: Change) => void
  disabled: boolean
}

/** What the file is a list of. */
export function KindMenu({ one, onChange, disabled }: ChoiceProps) {
  const { data: kinds = [] } = useQuery(importKindsQuery)
  return (
    <NativeSelect
      aria-label="What the file is"
      disabled={disabled}
      value={one.kind ?? ''}
      onChange={({ currentTarget }) => {
        const chosen = kinds.find(({ kind }) => kind === currentTarget.value)
        if (chosen !== undefined) onChange({ kind: chosen.kind })
      }}
    >
      {one.kind === null && <option value="">Choose what it is</option>}
      {kinds.map(({ kind }) => (
        <option key={kind} value={kind}>
          {KIND_NAMES[kind]}
        </option>
      ))}
    </NativeSelect>
  )
}
