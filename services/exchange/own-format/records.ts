import { type Static, type TSchema, Type } from 'typebox'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { MAX_KIT_NUMBER } from '../../kits/kits/limits.ts'

const LONG = 50_000
const MAX_BOX_NO = 1_000_000

function OrNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}
const text = (maxLength: number) => Type.String({ maxLength })
const name = (maxLength: number) => Type.String({ maxLength, pattern: '\\S' })
const int = (minimum: number, maximum = INT4_MAX) => Type.Integer({ minimum, maximum })
const Key = Type.String({ pattern: '^[A-Z]{4}$' })
const Designators = Type.Array(name(LONG), { maxItems: 2000 })
const SellerName = name(255)

export const OwnSeller = Type.Object({ name: SellerName, website: text(500) })
export const OwnType = Type.Object({ name: name(100) })
export const OwnBox = Type.Object({ box_no: int(1, MAX_BOX_NO), description: text(255), capacity: int(1, 1000) })

export const OwnPart = Type.Object({
  key: Key,
  type: OrNull(name(100)),
  description: text(LONG),
  manufacturer: OrNull(text(255)),
  manufacturer_code: OrNull(text(255)),
  package: OrNull(text(100)),
  pin_count: OrNull(int(1)),
  pin_pitch: OrNull(text(50)),
  voltage_rating: OrNull(text(100)),
  input_voltage: OrNull(text(100)),
  output_voltage: OrNull(text(100)),
  mounting_type: OrNull(text(50)),
  series: OrNull(text(100)),
  dimensions: OrNull(text(100)),
  tags: OrNull(Type.Array(text(100), { maxItems: 100 })),
  product_page: OrNull(text(500)),
  minimum_quantity: OrNull(int(0)),
  seller_links: Type.Array(Type.Object({ seller: SellerName, link: text(500) })),
  seller_numbers: Type.Array(
    Type.Object({
      seller: SellerName,
      number: name(100),
      link: OrNull(text(500)),
      min_quantity: OrNull(int(1)),
      multiple: OrNull(int(1)),
    }),
  ),
  /** Older exports have none. */
  codes: Type.Optional(Type.Array(Type.Object({ code: name(200) }))),
  stock: Type.Array(Type.Object({ box_no: int(1, MAX_BOX_NO), loc_no: int(1, 1000), qty: int(1) })),
})

export const OwnKit = Type.Object({
  name: name(255),
  description: OrNull(text(LONG)),
  status: Type.Union([Type.Literal('active'), Type.Literal('archived')]),
  build_target: int(0, MAX_KIT_NUMBER),
  lines: Type.Array(
    Type.Object({
      key: Key,
      required_per_unit: int(1, MAX_KIT_NUMBER),
      note: OrNull(text(LONG)),
      designators: Designators,
      alternates: Type.Array(Key),
    }),
  ),
  unfitted: Type.Array(
    Type.Object({
      key: OrNull(Key),
      quantity: int(1),
      designators: Designators,
      value: OrNull(text(LONG)),
      note: OrNull(text(LONG)),
    }),
  ),
})

export const OwnList = Type.Object({
  name: name(255),
  description: OrNull(text(LONG)),
  status: Type.Union([Type.Literal('active'), Type.Literal('done')]),
  lines: Type.Array(
    Type.Object({
      key: Key,
      seller: OrNull(SellerName),
      needed: int(1),
      ordered: int(0),
      received: int(0),
      note: OrNull(text(LONG)),
      status: Type.Union([Type.Literal('new'), Type.Literal('ordered'), Type.Literal('done')]),
      completed_at: OrNull(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z$' })),
      completion_mismatch: Type.Boolean(),
      completion_note: OrNull(text(LONG)),
    }),
  ),
  groups: Type.Array(
    Type.Object({
      seller: SellerName,
      note: OrNull(text(LONG)),
      status: Type.Union([Type.Literal('active'), Type.Literal('ordered')]),
    }),
  ),
})

/** The sections of an export of the whole inventory, in its order: what others refer to comes first. */
export const OWN_SECTIONS = {
  sellers: OwnSeller,
  types: OwnType,
  boxes: OwnBox,
  parts: OwnPart,
  kits: OwnKit,
  shopping_lists: OwnList,
} as const

export type OwnSection = keyof typeof OWN_SECTIONS

/** A record of such an export, with its section. */
export type OwnRecord = { [S in OwnSection]: { section: S; data: Static<(typeof OWN_SECTIONS)[S]> } }[OwnSection]
export type OwnData<S extends OwnSection> = Static<(typeof OWN_SECTIONS)[S]>
