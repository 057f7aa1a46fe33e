import type { ColumnSource } from '../columns/column.ts'
import type { Field } from '../columns/fields.ts'
import { type ProblemList, shown } from '../problems.ts'
import { sellerName, sellerOfNumbers } from '../recognise/name-of-seller.ts'
import type { Cells } from './cells.ts'
import { cleanText } from './clean-text.ts'
import type { RowFields } from './fields-of-row.ts'
import { readPackage } from './package.ts'
import type { RowContext } from './row-context.ts'

/** Fields whose one text is kept as it is. */
const PLAIN = [
  'key',
  'mpn',
  'manufacturer',
  'value',
  'name',
  'description',
  'type',
  'date_code',
  'lot',
  'customer_reference',
  'datasheet',
  'link',
  'internal_no',
  'pin_pitch',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'series',
  'dimensions',
] as const satisfies readonly Field[]
const TAG_MARKS = /[,;]/
const LONGEST_TAG = 100
const MOST_TAGS = 100
const LONGEST_TYPE = 100
const LEAF = /->|→|➤|⟶/

type PlainField = (typeof PLAIN)[number]
const OF_FILES = new WeakMap<readonly ColumnSource[], readonly PlainField[]>()

/** Those of the fields that a file has: it asks for few, and has many rows. */
function plainFieldsOf(columns: readonly ColumnSource[]): readonly PlainField[] {
  const known = OF_FILES.get(columns)
  if (known !== undefined) return known
  const own = PLAIN.filter((field) => columns.some((column) => column.field === field && !column.item))
  OF_FILES.set(columns, own)
  return own
}

/** Reads the fields that are text. */
export function readTexts(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  for (const field of cells.isAsInFile ? plainFieldsOf(context.columns) : PLAIN) {
    const cell = cells.first(field)
    const text = cell === undefined ? null : cleanText(cell.text, field, problems)
    if (text !== null && text !== '') fields[field] = text
  }
  readType(fields, problems)
  readPackageName(cells, fields, problems)
  readNotes(cells, fields, problems)
  readTags(cells, fields, problems)
  readSellers(cells, context, fields, problems)
  const alternates = cells.all('alternate')
  if (alternates.length === 0) return
  const texts = alternates.flatMap(({ text }) => cleanText(text, 'alternate', problems) ?? [])
  const numbers = texts.flatMap((text) => text.split(';').flatMap((number) => number.trim() || []))
  if (numbers.length > 0) fields.alternates = numbers
}

/** The type is the leaf of a path of categories. */
function readType(fields: RowFields, problems: ProblemList): void {
  if (fields.type === undefined) return
  const leaf = fields.type.split(LEAF).at(-1)?.trim() ?? ''
  if (leaf === '') delete fields.type
  else if (leaf.length <= LONGEST_TYPE) fields.type = leaf
  else {
    delete fields.type
    problems.error(
      'TEXT_TOO_LONG',
      'type',
      `type: ${shown(leaf)} has ${leaf.length} characters: shorten it to ${LONGEST_TYPE}`,
    )
  }
}

function readPackageName(cells: Cells, fields: RowFields, problems: ProblemList): void {
  const cell = cells.first('package')
  const text =
    cell === undefined ? null : cleanText(readPackage(cell.text.split(LEAF).at(-1) ?? ''), 'package', problems)
  if (text) fields.package = text
}

function readNotes(cells: Cells, fields: RowFields, problems: ProblemList): void {
  const cellsOfNotes = cells.all('note')
  if (cellsOfNotes.length === 0) return
  const notes = cellsOfNotes.flatMap(({ text }) => cleanText(text, 'note', problems) || [])
  if (notes.length > 0) fields.note = notes.join('\n')
}

function readTags(cells: Cells, fields: RowFields, problems: ProblemList): void {
  const cell = cells.first('tags')
  const text = cell === undefined ? null : cleanText(cell.text, 'tags', problems)
  const tags = text
    ?.split(TAG_MARKS)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  if (!tags || tags.length === 0) return
  const long = tags.find((tag) => tag.length > LONGEST_TAG)
  if (long !== undefined) {
    problems.error('TEXT_TOO_LONG', 'tags', `tags: ${shown(long)} is too long: shorten it to ${LONGEST_TAG} characters`)
  } else if (new Set(tags).size > MOST_TAGS) {
    problems.error('TEXT_TOO_LONG', 'tags', `tags: the row has ${tags.length} tags: keep at most ${MOST_TAGS}`)
  } else fields.tags = [...new Set(tags)]
}

/** Numbers of sellers belong to the seller that their header, their twin column, the file, or their form names. */
function readSellers(cells: Cells, context: RowContext, fields: RowFields, problems: ProblemList): void {
  const sellers = cells.all('seller')
  const sold = cells.all('seller_number')
  if (sellers.length + sold.length === 0) return
  const names: { twin: number | null; name: string }[] = []
  for (const { column, text } of sellers) {
    const name = cleanText(text, 'seller', problems)
    if (name) names.push({ twin: column.twin, name: sellerName(name) })
  }
  const [first] = names
  if (first) fields.seller = first.name
  const numbers: { seller: string | null; number: string }[] = []
  for (const { column, text } of sold) {
    const number = cleanText(text, 'seller_number', problems)
    if (!number) continue
    const twin = names.find(({ twin }) => (twin ?? 1) === (column.twin ?? 1))?.name
    numbers.push({ seller: column.seller ?? twin ?? context.seller ?? sellerOfNumbers([number]), number })
  }
  const known = numbers.filter(({ seller }) => seller !== null || context.kind !== 'cart')
  if (known.length > 0) fields.seller_numbers = known
  // People paste numbers of makers as well as those of shops.
  else if (numbers[0] !== undefined) fields.mpn ??= numbers[0].number
}
