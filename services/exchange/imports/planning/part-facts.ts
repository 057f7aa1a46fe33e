import { isLinkable } from '../../../catalogue/link-scheme.ts'
import { type ImportKind, isPeer, KIND_TITLES } from '../../reading/kinds.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import type { PartTexts } from './plan.ts'

/** What a row says of its part; the type by its name. */
export interface RowFacts {
  texts: PartTexts
  tags: string[] | null
  type: string | null
  pinCount: number | null
  minimumQuantity: number | null
}

const LONGEST_DESCRIPTION = 50_000

/** What a row says of its part. The description is that of the row, else value and package, else its number, else the package. */
export function partFacts(fields: RowFields, kind: ImportKind): RowFacts {
  const texts: PartTexts = {}
  const description = descriptionOf(fields, kind)?.slice(0, LONGEST_DESCRIPTION) ?? null
  if (description !== null) texts.description = description
  const plain = {
    manufacturer_code: fields.is_damaged === true ? undefined : fields.mpn,
    manufacturer: fields.manufacturer,
    package: fields.package,
    series: fields.series,
    voltage_rating: fields.voltage_rating,
    input_voltage: fields.input_voltage,
    output_voltage: fields.output_voltage,
    mounting_type: fields.mounting_type,
    pin_pitch: fields.pin_pitch,
    dimensions: fields.dimensions,
  }
  for (const [column, text] of Object.entries(plain)) if (text !== undefined) Object.assign(texts, { [column]: text })
  if (fields.link !== undefined && isLinkable(fields.link)) texts.product_page = fields.link
  const own = isPeer(kind) && fields.internal_no !== undefined ? [`IPN:${fields.internal_no}`] : []
  const tags = [...(fields.tags ?? []), ...own].filter((tag) => tag.length <= 100).slice(0, 100)
  return {
    texts,
    tags: tags.length > 0 ? tags : null,
    type: fields.type ?? null,
    pinCount: fields.pin_count !== undefined && fields.pin_count > 0 ? fields.pin_count : null,
    minimumQuantity: fields.min_stock ?? null,
  }
}

/** A field of a part as effects name it, with its value. */
export type SaidField = readonly [field: string, value: string | number]

/** What a row says of its part field by field. A description that is made of what it says otherwise is for parts that have none. */
export function saidBy(facts: RowFacts, fields: RowFields): SaidField[] {
  const { tags, type, pinCount, minimumQuantity } = facts
  const said: [string, string | number | null | undefined][] = [
    ...Object.entries(facts.texts).filter(([column]) => column !== 'description' || describes(fields)),
    ['tags', tags?.join(', ')],
    ['pin_count', pinCount],
    ['minimum_quantity', minimumQuantity],
    ['type', type],
  ]
  return said.flatMap(([field, value]) =>
    value === null || value === undefined || value === '' ? [] : [[field, value]],
  )
}

/** Whether a row describes its part in words; else its description is made of what it says otherwise. */
function describes({ name, description }: RowFields): boolean {
  return name !== undefined || description !== undefined
}

function descriptionOf(fields: RowFields, kind: ImportKind): string | null {
  const { name, description, value, package: size, mpn, note } = fields
  const words =
    isPeer(kind) && name !== undefined && description !== undefined && name !== description
      ? `${name}, ${description}`
      : null
  const own = words ?? description ?? name ?? joined(value, size) ?? mpn ?? size ?? null
  // What has no place of its own in the inventory is kept as a note.
  return own !== null && isPeer(kind) && note !== undefined ? `${own}\n[${KIND_TITLES[kind]}] note: ${note}` : own
}

function joined(value: string | undefined, size: string | undefined): string | null {
  return value === undefined ? null : [value, size].filter((text) => text !== undefined).join(' ')
}
