import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { type Part, typesQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { Editable } from '../../shared/form/editable.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import classes from './part.module.css'
import { useSavePart } from './use-save-part.ts'

type TextField = Extract<
  keyof Schemas['PartUpdate'],
  | 'manufacturer'
  | 'manufacturer_code'
  | 'package'
  | 'pin_pitch'
  | 'voltage_rating'
  | 'input_voltage'
  | 'output_voltage'
  | 'mounting_type'
  | 'series'
  | 'dimensions'
  | 'product_page'
>

const MONO: readonly TextField[] = ['manufacturer_code', 'series']
const FIELDS: readonly (readonly [TextField, string])[] = [
  ['manufacturer', 'Maker'],
  ['manufacturer_code', 'Maker’s number'],
  ['package', 'Package'],
  ['voltage_rating', 'Rating'],
  ['input_voltage', 'Input'],
  ['output_voltage', 'Output'],
  ['mounting_type', 'Mounting'],
  ['pin_pitch', 'Pin pitch'],
  ['dimensions', 'Size'],
  ['series', 'Series'],
  ['product_page', 'Product page'],
]

function tagsOf(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter((tag) => tag !== '')
}

interface DetailsProps {
  part: Part
  /** Whether the description is among them, where the title of the page cannot be changed. */
  withTitle?: boolean
}

/** Everything that is known of a part, each value changed in place. */
export function Details({ part, withTitle = false }: DetailsProps) {
  const readOnly = !useMay('editor')
  const save = useSavePart(part)
  const queries = useQueryClient()
  const { data: types = [] } = useQuery({ ...typesQuery, enabled: !readOnly })
  const tags = part.tags ?? []
  const [all, setAll] = useState(false)
  const empty =
    FIELDS.filter(([field]) => part[field] === null).length +
    (part.pin_count === null ? 1 : 0) +
    (part.minimum_quantity === null ? 1 : 0)
  const saveType = async (text: string) => {
    const type = types.find(({ name }) => name.toLowerCase() === text.toLowerCase())
    if (text !== '' && type === undefined) throw new Error('There is no type of this name')
    await save({ type_id: type?.id ?? null })
  }
  const makeType = async (name: string) => {
    const type = await body(api.POST('/api/types', { params: { header: once() }, body: { name } }))
    await queries.invalidateQueries({ queryKey: typesQuery.queryKey })
    await save({ type_id: type.id })
  }
  const savePins = async (text: string) => {
    if (text !== '' && !/^\d+$/.test(text)) throw new Error('The number of pins is a whole number')
    await save({ pin_count: text === '' ? null : Number(text) })
  }
  const saveMinimum = async (text: string) => {
    if (text !== '' && !/^\d+$/.test(text)) throw new Error('The fewest pieces that should be there: a whole number')
    await save({ minimum_quantity: text === '' ? null : Number(text) })
  }
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Details</h2>
        {!readOnly && <span className={classes.quiet}>Click a value to change it</span>}
      </div>
      {withTitle && (
        <Editable
          label="Description"
          field="description"
          value={part.description}
          save={(description) => save({ description })}
          readOnly={readOnly}
        />
      )}
      <Editable
        label="Type"
        value={part.type?.name ?? ''}
        save={saveType}
        suggestions={types.map(({ name }) => name)}
        remedy={{ label: (name) => `Make the type “${name}”`, save: makeType }}
        readOnly={readOnly}
      />
      {FIELDS.filter(([field]) => all || part[field] !== null).map(([field, label]) => (
        <Editable
          key={field}
          label={label}
          field={field}
          value={part[field] ?? ''}
          mono={MONO.includes(field)}
          save={(text) => save({ [field]: text === '' ? null : text })}
          readOnly={readOnly}
        />
      ))}
      {(all || part.pin_count !== null) && (
        <Editable
          label="Pins"
          field="pin_count"
          value={part.pin_count === null ? '' : String(part.pin_count)}
          save={savePins}
          readOnly={readOnly}
        />
      )}
      {(all || part.minimum_quantity !== null) && (
        <Editable
          label="Minimum"
          field="minimum_quantity"
          value={part.minimum_quantity === null ? '' : String(part.minimum_quantity)}
          save={saveMinimum}
          readOnly={readOnly}
        >
          {part.minimum_quantity !== null && `${count(part.minimum_quantity)} in all`}
        </Editable>
      )}
      <Editable
        label="Tags"
        field="tags"
        value={tags.join(', ')}
        save={(text) => save({ tags: tagsOf(text) })}
        readOnly={readOnly}
      >
        <span className={classes.tags}>
          {tags.map((tag) => (
            // Blanks between them, since they are read out one after the other.
            <Fragment key={tag}>
              <Tag>{tag}</Tag>{' '}
            </Fragment>
          ))}
        </span>
      </Editable>
      {!readOnly && empty > 0 && (
        <Button size="xs" variant="subtle" className={classes.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Only what is known' : plural(empty, 'more field', 'more fields')}
        </Button>
      )}
    </section>
  )
}
