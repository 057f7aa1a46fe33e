import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../../api/queries/imports.ts'
import { kitsQuery } from '../../../api/queries/kits.ts'
import { listsQuery, sellersQuery } from '../../../api/queries/lists.ts'
import { OptionText } from './option-text.tsx'

interface TargetProps {
  one: Import
  disabled: boolean
  onOptions: (options: Import['options']) => void
}

const NEW = 'new'

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

interface ThingProps extends TargetProps {
  label: string
  things: readonly { id: number; name: string }[]
  idOption: string
  nameOption: string
  /** What nothing chosen means. */
  none: string
  /** Whether a new one may be named. */
  named: boolean
}

function Thing({ one, disabled, onOptions, label, things, idOption, nameOption, none, named }: ThingProps) {
  const id = one.options[idOption]
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={label}
        disabled={disabled}
        value={typeof id === 'number' ? String(id) : NEW}
        onChange={({ currentTarget: { value } }) => onOptions({ [idOption]: value === NEW ? null : Number(value) })}
      >
        <option value={NEW}>{none}</option>
        {things.map((thing) => (
          <option key={thing.id} value={thing.id}>
            {thing.name}
          </option>
        ))}
      </NativeSelect>
      {named && typeof id !== 'number' && (
        <OptionText
          label={`Name of the new ${label.toLowerCase()}`}
          placeholder="named as the file"
          value={textOf(one.options[nameOption])}
          disabled={disabled}
          save={(text) => onOptions({ [nameOption]: text === '' ? null : text })}
        />
      )}
    </>
  )
}

/** The kit whose lines the file has. */
export function OptionKit(props: TargetProps & { label: string }) {
  const { data: kits = [] } = useQuery(kitsQuery('active'))
  return (
    <Thing {...props} things={kits} idOption="kit_id" nameOption="kit_name" none="By its name, else a new one" named />
  )
}

/** The shopping list that gets the rows, or whose ordered lines are received. */
export function OptionList(props: TargetProps & { label: string; receives: boolean }) {
  const { data: lists = [] } = useQuery(listsQuery)
  const { receives, ...rest } = props
  return (
    <Thing
      {...rest}
      things={lists.filter(({ status }) => status === 'active')}
      idOption="list_id"
      nameOption="list_name"
      none={receives ? 'Receives no list' : 'By its name, else a new one'}
      named={!receives}
    />
  )
}

/** Whose order it is. */
export function OptionSeller({ one, disabled, onOptions, label }: TargetProps & { label: string }) {
  const { data: sellers = [] } = useQuery(sellersQuery)
  return (
    <OptionText
      label={label}
      placeholder={one.detected?.seller ?? 'as the rows say'}
      value={textOf(one.options.seller_name)}
      disabled={disabled}
      offered={sellers.map(({ name }) => name)}
      save={(text) => onOptions({ seller_name: text === '' ? null : text })}
    />
  )
}
