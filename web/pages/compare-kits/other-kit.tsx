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
  const { data: active = [] } = useQuery(kitsQuery('active'))
  const { data: archived = [] } = useQuery(kitsQuery('archived'))
  const choices = [
    ...active.map(({ id, name }) => ({ value: String(id), label: name })),
    ...archived.map(({ id, name }) => ({ value: String(id), label: `${name} (archived)` })),
  ].filter((choice) => choice.value !== String(except))
  return (
    <div className={classes.other}>
      <Select
        label="With"
        placeholder={choices.length === 0 ? 'There is no other kit' : 'Choose another kit'}
        disabled={choices.length === 0}
        searchable
        nothingFoundMessage="No kit has that name"
        data={choices}
        value={value === null ? null : String(value)}
        onChange={(id) => onChange(id === null ? null : Number(id))}
      />
    </div>
  )
}
