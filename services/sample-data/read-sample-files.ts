import { readFile } from 'node:fs/promises'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { invalidOperation } from '../../plugins/errors/domain-error.ts'
import { MAX_KIT_NUMBER } from '../kits/kits/limits.ts'
import { OneOf } from '../schema-types.ts'
import { DocumentEntry, LogoEntry } from './document-entries.ts'

const Text = Type.String({ minLength: 1 })
const OptionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]))
const Count = Type.Integer({ minimum: 1 })
const KitNumber = Type.Integer({ minimum: 1, maximum: MAX_KIT_NUMBER })
const Moment = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$' })

const FILES = {
  sellers: Type.Object({ id: Type.Integer(), name: Text, website: Text }),
  boxes: Type.Object({ box_no: Count, description: Text, capacity: Count }),
  parts: Type.Object({
    key: Type.String({ minLength: 4, maxLength: 4 }),
    description: Text,
    type: Text,
    manufacturer_code: OptionalText,
    manufacturer: OptionalText,
    product_page: OptionalText,
    tags: Type.Array(Type.String()),
    package: OptionalText,
    pin_count: Type.Optional(Count),
    pin_pitch: OptionalText,
    voltage_rating: OptionalText,
    input_voltage: OptionalText,
    output_voltage: OptionalText,
    mounting_type: OptionalText,
    series: OptionalText,
    dimensions: OptionalText,
    seller_links: Type.Array(Type.Object({ seller_id: Type.Integer(), link: Text })),
  }),
  stock: Type.Object({ part_key: Text, box_no: Count, loc_no: Count, qty: Count }),
  history: Type.Object({
    part_key: Text,
    delta_qty: Type.Integer(),
    location_reference: Type.Optional(Text),
    timestamp: Moment,
    /** Rows of one part and one moment that are a move are one operation. */
    reason: Type.Optional(OneOf(['add', 'remove', 'move', 'pick', 'receive', 'count'])),
    /** First name of the person. */
    by: Type.Optional(Text),
    note: OptionalText,
    /** The list whose line was received. */
    list_name: Type.Optional(Text),
    seller_id: Type.Optional(Type.Integer()),
    order_number: Type.Optional(Text),
    unit_price: Type.Optional(Type.String({ pattern: '^\\d+(\\.\\d+)?$' })),
    currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  }),
  'seller-numbers': Type.Object({
    part_key: Text,
    seller_id: Type.Integer(),
    number: Text,
    min_quantity: Type.Optional(Count),
    multiple: Type.Optional(Count),
  }),
  'shopping-lists': Type.Object({ name: Text, description: OptionalText, status: OneOf(['active', 'done']) }),
  'shopping-list-lines': Type.Object({
    list_name: Text,
    part_key: Text,
    needed: Count,
    ordered: Type.Integer({ minimum: 0 }),
    received: Type.Integer({ minimum: 0 }),
    seller_id: Type.Union([Type.Integer(), Type.Null()]),
    note: OptionalText,
    status: OneOf(['new', 'ordered', 'done']),
  }),
  'shopping-list-seller-groups': Type.Object({
    list_name: Text,
    seller_id: Type.Integer(),
    note: OptionalText,
    status: OneOf(['active', 'ordered']),
  }),
  kits: Type.Object({
    name: Text,
    description: OptionalText,
    build_target: Type.Integer({ minimum: 0, maximum: MAX_KIT_NUMBER }),
    status: OneOf(['active', 'archived']),
    archived_at: Type.Optional(Moment),
  }),
  'kit-contents': Type.Object({ kit_name: Text, part_key: Text, required_per_unit: KitNumber, note: OptionalText }),
  'kit-shopping-list-links': Type.Object({
    kit_name: Text,
    list_name: Text,
    requested_units: Count,
    honor_reserved: Type.Boolean(),
    snapshot_kit_updated_at: Moment,
  }),
  'pick-lists': Type.Object({
    key: Text,
    kit_name: Text,
    requested_units: Count,
    status: OneOf(['open', 'completed']),
    completed_at: Type.Optional(Moment),
  }),
  'pick-list-lines': Type.Object({
    pick_list_key: Text,
    part_key: Text,
    box_no: Count,
    loc_no: Count,
    quantity_to_pick: Type.Integer({ minimum: 0 }),
    status: OneOf(['open', 'completed']),
    picked_at: Type.Optional(Moment),
  }),
  documents: DocumentEntry,
  'seller-logos': LogoEntry,
} as const satisfies Record<string, TSchema>

/** The entries of one file. */
export type Entries<Name extends keyof typeof FILES> = Static<(typeof FILES)[Name]>[]

/** Kits, pick lists, seller groups, sellers' numbers and documents may be left out; everything else must be there. */
const OPTIONAL: ReadonlySet<string> = new Set([
  'seller-numbers',
  'shopping-list-seller-groups',
  'kits',
  'kit-contents',
  'kit-shopping-list-links',
  'pick-lists',
  'pick-list-lines',
  'documents',
  'seller-logos',
])

/** The sample data as they are shipped: JSON lists that refer to each other by natural keys. */
export type SampleFiles = { [Name in keyof typeof FILES]: Entries<Name> }

function refuse(cause: string): never {
  throw invalidOperation('load sample data', cause)
}

async function readEntries<Name extends keyof typeof FILES>(folder: URL, name: Name): Promise<Entries<Name>> {
  const text = await readFile(new URL(`${name}.json`, folder), 'utf8').catch(() =>
    OPTIONAL.has(name) ? '[]' : refuse(`${name}.json cannot be read`),
  )
  let entries: unknown
  try {
    entries = JSON.parse(text)
  } catch {
    return refuse(`${name}.json is not valid JSON`)
  }
  if (!Array.isArray(entries)) return refuse(`${name}.json is not a list`)
  for (const [index, entry] of entries.entries()) {
    const [problem] = Value.Errors(FILES[name], entry)
    if (problem)
      refuse(`entry ${index + 1} of ${name}.json is wrong: ${problem.instancePath.slice(1)} ${problem.message}`)
  }
  return entries
}

/**
 * Reads all files of a sample data set.
 *
 * @param folder URL of the folder, with a slash at its end.
 * @throws DomainError 409 that names the file and the entry that is wrong.
 */
export async function readSampleFiles(folder: URL): Promise<SampleFiles> {
  const read = async <Name extends keyof typeof FILES>(name: Name) => readEntries(folder, name)
  return {
    sellers: await read('sellers'),
    boxes: await read('boxes'),
    parts: await read('parts'),
    stock: await read('stock'),
    history: await read('history'),
    'seller-numbers': await read('seller-numbers'),
    'shopping-lists': await read('shopping-lists'),
    'shopping-list-lines': await read('shopping-list-lines'),
    'shopping-list-seller-groups': await read('shopping-list-seller-groups'),
    kits: await read('kits'),
    'kit-contents': await read('kit-contents'),
    'kit-shopping-list-links': await read('kit-shopping-list-links'),
    'pick-lists': await read('pick-lists'),
    'pick-list-lines': await read('pick-list-lines'),
    documents: await read('documents'),
    'seller-logos': await read('seller-logos'),
  }
}
