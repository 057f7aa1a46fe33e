import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { kitsQuery } from '../../api/queries/kits.ts'
import classes from './compare.module.css'

interface OtherKitProps {
  /** The kit that is compared. */
  except: number
  value: number | null
  onChange: (id: number | null) => void
}

/** Asks for the kit to compare with; archived ones can be named as well. */
export function OtherKit({ except, value, onChange }: OtherKitProps) {
  const { data: active } = useQuery(kitsQuery('active'))
  const { data: archived } = useQuery(kitsQuery('archived'))
  const choices = [
    ...(active ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
    ...(archived ?? []).map(({ id, name }) => ({ value: String(id), label: `${name} (archived)` })),
  ].filter((choice) => choice.value !== String(except))
  const isNone = active !== undefined && archived !== undefined && choices.length === 0
  return (
    <div className={classes.other}>
      <Select
        label="With"
        placeholder={isNone ? 'There is no other kit' : 'Choose another kit'}
        disabled={isNone}
        searchable
        nothingFoundMessage="No kit has that name"
        data={choices}
        value={value === null ? null : String(value)}
        onChange={(id) => onChange(id === null ? null : Number(id))}
      />
    </div>
  )
}
