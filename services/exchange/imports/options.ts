import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { visibleName } from '../../../plugins/validation/visible-name.ts'
import { FilledText, OneOf } from '../../schema-types.ts'
import type { ImportKind } from '../reading/kinds.ts'

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
    build_target: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
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
}
/** Options before the kind is known. */
const AnyOptions = Type.Partial(
  Type.Object({ ...EVERY, place: OrderOptions.properties.place }, { additionalProperties: false }),
)

export type Options = Record<string, unknown>

/** Options that are names, which are stored as people see them. */
const NAMES: ReadonlySet<string> = new Set(['kit_name', 'list_name', 'seller_name', 'order_number'])

/**
 * Checks options that a person has given.
 *
 * @param kind null while it is not known: the options of any kind are accepted then.
 * @returns them as they are stored.
 * @throws RequestValidationError 400 that names the first option that is wrong.
 */
export function checkOptions(kind: ImportKind | null, options: Options): Options {
  const schema = kind === null ? AnyOptions : Type.Partial(OPTION_SCHEMAS[kind])
  const [wrong] = Value.Errors(schema, options)
  if (wrong === undefined)
    return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, shown(name, value)]))
  const name = wrong.instancePath.split('/')[1] ?? ''
  const unknown = Object.keys(options).find((each) => !(each in schema.properties))
  const field = name || unknown || 'options'
  const refusal = wrong.keyword === 'pattern' && NAMES.has(name) ? 'must not be blank' : wrong.message
  const message = unknown === undefined ? refusal : `is no option${kind === null ? '' : ` of ${kind}`}`
  throw new RequestValidationError([{ field: `options.${field}`, message }])
}

function shown(name: string, value: unknown): unknown {
  return NAMES.has(name) && typeof value === 'string' ? visibleName(value).trim() : value
}

/** The options of a list of parts; what is not given is the default, what is of other kinds is left out. */
export function listOptions(options: Options): ListOptions {
  return withDefaults(ListOptions, options)
}

export function bomOptions(options: Options): BomOptions {
  return withDefaults(BomOptions, options)
}

export function inventoryOptions(options: Options): InventoryOptions {
  return withDefaults(InventoryOptions, options)
}

export function orderOptionsOf(kind: ImportKind, options: Options): OrderOptions {
  return kind === 'cart' ? withDefaults(CartOptions, options) : withDefaults(OrderOptions, options)
}

function withDefaults<T extends typeof ListOptions | typeof BomOptions | typeof OrderOptions | typeof InventoryOptions>(
  schema: T,
  options: Options,
): Static<T> {
  const known = Object.fromEntries(Object.keys(schema.properties).map((name) => [name, options[name] ?? undefined]))
  const filled = Value.Default(schema, known)
  const whole = Object.fromEntries(
    Object.keys(schema.properties).map((name) => {
      const value = filled !== null && typeof filled === 'object' ? Reflect.get(filled, name) : undefined
      return [name, value ?? null]
    }),
  )
  return Value.Parse(schema, whole)
}
