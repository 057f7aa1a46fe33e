import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { visibleName } from '../../../plugins/validation/visible-name.ts'
import { FilledText, OneOf } from '../../schema-types.ts'
import type { ImportKind } from '../reading/kinds.ts'
import { refuseRivals } from './rival-options.ts'

/** These are checked by TypeBox itself, which knows no `nullable`. */
function OrNull<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

const Place = Type.Object(
  { box_no: Type.Integer({ minimum: 1, maximum: INT4_MAX }), loc_no: Type.Integer({ minimum: 1, maximum: INT4_MAX }) },
  { additionalProperties: false },
)
const Id = Type.Integer({ minimum: 1, maximum: INT4_MAX })
const Name = FilledText(255)
const Currency = Type.String({ pattern: '^[A-Z]{3}$' })
const Day = Type.String({ format: 'date' })

const ListOptions = Type.Object(
  {
    update: OneOf(['fill', 'overwrite', 'none'], { default: 'fill' }),
    stock: OneOf(['set', 'add', 'ignore'], { default: 'set' }),
    create_parts: Type.Boolean({ default: true }),
    create_types: Type.Boolean({ default: true }),
    create_boxes: Type.Boolean({ default: false }),
    place: OrNull(Type.Union([Place, Type.Literal('suggest')])),
    currency: OrNull(Currency),
    place_map: Type.Array(
      Type.Object(
        { path: Type.String({ minLength: 1, maxLength: 1000 }), ...Place.properties },
        { additionalProperties: false },
      ),
      { maxItems: 1000, default: [] },
    ),
  },
  { additionalProperties: false },
)

const BomOptions = Type.Object(
  {
    kit_id: OrNull(Id),
    kit_name: OrNull(Name),
    contents: OneOf(['replace', 'merge'], { default: 'replace' }),
    build_target: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()], {
      default: 1,
      description: 'Of a new kit. One that is there keeps its own, unless it is given',
    }),
    create_parts: Type.Boolean({ default: false }),
    quantity_from: OneOf(['designators', 'column'], { default: 'designators' }),
    boards: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  },
  { additionalProperties: false },
)

function orderOptions(target: 'receive' | 'list') {
  return Type.Object(
    {
      seller_id: OrNull(Id),
      seller_name: OrNull(Name),
      order_number: OrNull(FilledText(100)),
      order_date: OrNull(Day),
      currency: OrNull(Currency),
      target: OneOf(['receive', 'list'], { default: target }),
      list_id: OrNull(Id),
      list_name: OrNull(Name),
      place: OrNull(Type.Union([Place, Type.Literal('suggest'), Type.Literal('existing')])),
      create_parts: Type.Boolean({ default: true }),
      only_shipped: Type.Boolean({ default: true }),
    },
    { additionalProperties: false },
  )
}

const InventoryOptions = Type.Object(
  { on_existing: OneOf(['keep', 'overwrite'], { default: 'keep' }) },
  { additionalProperties: false },
)

const OrderOptions = orderOptions('receive')
const CartOptions = orderOptions('list')

export type ListOptions = Static<typeof ListOptions>
export type BomOptions = Static<typeof BomOptions>
export type InventoryOptions = Static<typeof InventoryOptions>
export type OrderOptions = Static<typeof OrderOptions>

/** The options of each kind, as schemas. */
export const OPTION_SCHEMAS = {
  parts_list: ListOptions,
  part_db: ListOptions,
  inventree: ListOptions,
  partkeepr: ListOptions,
  binner: ListOptions,
  partsbox: ListOptions,
  bom: BomOptions,
  order: OrderOptions,
  cart: CartOptions,
  inventory: InventoryOptions,
} as const satisfies Record<ImportKind, unknown>

const EVERY = {
  ...ListOptions.properties,
  ...BomOptions.properties,
  ...OrderOptions.properties,
  ...InventoryOptions.properties,
  place: OrderOptions.properties.place,
}

export type Options = Record<string, unknown>

/** Options as a request gives them: those of all kinds, for the kind may be another one later. `checkOptions` checks them. */
export const GivenOptions = Type.Unsafe<Options>({
  type: 'object',
  additionalProperties: true,
  'x-shown-as': Type.Partial(Type.Object(EVERY), { additionalProperties: false }),
})

/** A name that somebody has made up is not repeated as a whole. */
const LONGEST_FIELD = 100

/** Options that are names, which are stored as people see them. */
const NAMES: ReadonlySet<string> = new Set(['kit_name', 'list_name', 'seller_name', 'order_number'])

/**
 * Checks options that a person has given. Those of other kinds are accepted, for the kind may be another one later.
 *
 * @param kind null while it is not known.
 * @returns them as they are stored.
 * @throws RequestValidationError 400 that names the first option that is wrong, that no kind has, or that would be ignored.
 */
export function checkOptions(kind: ImportKind | null, options: Options): Options {
  const own = kind === null ? EVERY : OPTION_SCHEMAS[kind].properties
  const properties = { ...EVERY, ...own }
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(properties, name))
  if (unknown !== undefined) {
    const message = `is no option; there are ${Object.keys(own).join(', ')}`
    throw new RequestValidationError([{ field: `options.${unknown}`.slice(0, LONGEST_FIELD), message }])
  }
  const [wrong] = Value.Errors(Type.Partial(Type.Object(properties)), options)
  if (wrong !== undefined) {
    const [name = '', ...inner] = wrong.instancePath.split('/').slice(1)
    const message = wrong.keyword === 'pattern' && NAMES.has(name) ? 'must not be blank' : wordsOf(wrong)
    throw new RequestValidationError([{ field: ['options', name, ...inner].join('.'), message }])
  }
  refuseRivals(options)
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, shown(name, value)]))
}

function wordsOf({ message, params }: { message: string; params: object }): string {
  const allowed: unknown = 'allowedValues' in params ? params.allowedValues : undefined
  return Array.isArray(allowed) ? `must be one of ${allowed.join(', ')}` : message
}

function shown(name: string, value: unknown): unknown {
  return NAMES.has(name) && typeof value === 'string' ? visibleName(value).trim() : value
}
