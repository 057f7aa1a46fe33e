import { TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import facets from '../../shared/list/facets.module.css'
import { readSubject } from './filter-of.ts'
import type { Person } from './people-of.ts'
import { REASON_NAMES, REASONS } from './reasons.ts'
import type { HistorySearch } from './route.ts'
import { SPAN_NAMES, SPANS } from './spans.ts'

interface FiltersProps {
  search: HistorySearch
  people: readonly Person[]
  onChange: (search: Partial<HistorySearch>) => void
}

interface GroupProps<T extends string> {
  title: string
  choices: readonly (readonly [value: T | undefined, name: string])[]
  chosen: T | undefined
  onChoose: (value: T | undefined) => void
}

function Group<T extends string>({ title, choices, chosen, onChoose }: GroupProps<T>) {
  return (
    <section className={facets.group}>
      <h2>{title}</h2>
      {choices.map(([value, name]) => (
        <UnstyledButton
          key={name}
          className={facets.value}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value === chosen ? undefined : value)}
        >
          <span className="ellipsis">{name}</span>
        </UnstyledButton>
      ))}
    </section>
  )
}

function Subject({ of, onChange }: { of: string | undefined; onChange: FiltersProps['onChange'] }) {
  const [typed, setTyped] = useState(of ?? '')
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fits = typed.trim() === '' || readSubject(typed) !== null
    setWrong(!fits)
    if (fits) onChange({ of: typed.trim().toUpperCase() || undefined })
  }
  return (
    <form className={facets.group} onSubmit={submit}>
      <TextInput
        label="Part or box"
        placeholder="BZQP or 7"
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        error={wrong && 'Four letters of a part, or the number of a box'}
      />
    </form>
  )
}

/** What narrows the history down; no counts, since it is never counted as a whole. */
export function Filters({ search, people, onChange }: FiltersProps) {
  return (
    <>
      <Group
        title="Since"
        chosen={search.since}
        choices={[...SPANS.map((span) => [span, SPAN_NAMES[span]] as const), [undefined, 'All']]}
        onChoose={(since) => onChange({ since })}
      />
      {people.length > 0 && (
        <Group
          title="Who"
          chosen={search.who}
          choices={people.map(({ subject, name }) => [subject, name] as const)}
          onChoose={(who) => onChange({ who })}
        />
      )}
      <Group
        title="What"
        chosen={search.what}
        choices={REASONS.map((reason) => [reason, REASON_NAMES[reason]] as const)}
        onChoose={(what) => onChange({ what })}
      />
      <Subject key={search.of} of={search.of} onChange={onChange} />
    </>
  )
}
