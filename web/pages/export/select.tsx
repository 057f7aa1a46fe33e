import { NativeSelect } from '@mantine/core'

interface SelectProps<T extends string | number> {
  label: string
  /** What nothing chosen means. */
  none: string
  values: readonly (readonly [T, string])[]
  value: T | undefined
  onChange: (value: T | undefined) => void
}

/** One of several values, or none. */
export function Select<T extends string | number>({ label, none, values, value, onChange }: SelectProps<T>) {
  return (
    <NativeSelect
      aria-label={label}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(values.find(([each]) => String(each) === currentTarget.value)?.[0])}
    >
      <option value="">{none}</option>
      {values.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </NativeSelect>
  )
}
