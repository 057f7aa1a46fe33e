import { Skeleton, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { SearchResult } from '../../api/queries/parts.ts'
import classes from '../../shared/list/facets.module.css'
import { count } from '../../shared/text/numbers.ts'

type Groups = NonNullable<SearchResult['facets']>
type Values = Groups[string]['values']

const TITLES = [
  ['stock', 'Stock'],
  ['type', 'Type'],
  ['manufacturer', 'Maker'],
  ['package', 'Package'],
  ['box', 'Box'],
  ['seller', 'Seller'],
  ['tag', 'Tag'],
  ['mounting_type', 'Mounting'],
] as const
const WORDS: Readonly<Record<string, string>> = { in_stock: 'In stock', none: 'None' }
const FEW = 5
const EMPTY_LINES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

interface FacetsProps {
  facets: Groups | null | undefined
  onChoose: (filter: string) => void
}

function Group({ title, values, onChoose }: { title: string; values: Values; onChoose: FacetsProps['onChoose'] }) {
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, FEW)
  return (
    <section className={classes.group}>
      <h2>{title}</h2>
      {shown.map(({ value, count: hits, filter }) => (
        <UnstyledButton key={value} className={classes.value} onClick={() => onChoose(filter)}>
          <span className="ellipsis">{WORDS[value] ?? value}</span>
          <span className={`num ${classes.count}`}>{count(hits)}</span>
        </UnstyledButton>
      ))}
      {values.length > FEW && (
        <UnstyledButton
          className={`${classes.value} ${classes.more}`}
          aria-expanded={all}
          aria-label={all ? `Fewer, ${title}` : `${values.length - FEW} more, ${title}`}
          onClick={() => setAll(!all)}
        >
          {all ? 'Fewer' : `${values.length - FEW} more`}
        </UnstyledButton>
      )}
    </section>
  )
}

/** What the hits have in common, with how many of them; choosing one narrows the query. */
export function Facets({ facets, onChoose }: FacetsProps) {
  if (facets === undefined || facets === null) {
    return EMPTY_LINES.map((line) => <Skeleton key={line} height={12} mt={14} width="80%" />)
  }
  return TITLES.map(([name, title]) => {
    const values = facets[name]?.values ?? []
    return values.length === 0 ? null : <Group key={name} title={title} values={values} onChoose={onChoose} />
  })
}
