import { INT4_MAX } from '../../../plugins/int4.ts'
import { type JsonSchema, mapSubschemas } from '../../../plugins/openapi/document.ts'
import { WITHOUT_NUL } from '../../../plugins/openapi/request-schema.ts'
import { OVERLAYS, type Overlay } from './overlays.ts'

function isShown(name: string, { omit, only }: Overlay): boolean {
  return !omit?.includes(name) && (only === undefined || only.includes(name))
}

function isRequired(name: string, { optional, defaults }: Overlay): boolean {
  return !optional?.includes(name) && !(defaults !== undefined && name in defaults)
}

/** Where we say more than the contract: limits of database columns, and what is enforced beside them. */
function withoutColumnLimits(schema: JsonSchema): JsonSchema {
  const { description: _, ...copy } = mapSubschemas(schema, withoutColumnLimits)
  if (copy.maximum === INT4_MAX) delete copy.maximum
  if (copy.pattern === WITHOUT_NUL || copy['x-hint'] !== undefined) delete copy.pattern
  delete copy['x-hint']
  delete copy['x-refusal']
  delete copy['x-blank']
  delete copy['x-verbatim']
  delete copy['x-null-refusal']
  delete copy.examples
  delete copy.propertyNames
  if (typeof copy.minimum === 'number' && copy.minimum <= -INT4_MAX) delete copy.minimum
  return copy
}

/** `changes_30d` is "Changes 30D": a letter after anything else is a capital. */
function label(name: string): string {
  return name.replaceAll('_', ' ').replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
}

function isReference(schema: JsonSchema): boolean {
  return schema.$ref !== undefined || (schema.anyOf?.some((member) => member.$ref !== undefined) ?? false)
}

function withoutNull(schema: JsonSchema): JsonSchema {
  const [only, ...others] = schema.anyOf?.filter(({ type }) => type !== 'null') ?? []
  return only !== undefined && others.length === 0 ? only : schema
}

function property(name: string, schema: JsonSchema, { defaults, nullable, notNull }: Overlay): JsonSchema {
  const { default: _, title: __, ...own } = notNull?.includes(name) ? withoutNull(schema) : schema
  const shown: JsonSchema = nullable?.includes(name) ? { anyOf: [own, { type: 'null' }] } : own
  if (!isReference(shown)) shown.title = label(name)
  if (defaults !== undefined && name in defaults) shown.default = defaults[name]
  return shown
}

/**
 * A component as the front end's types have it.
 *
 * @param schema our component.
 * @param name its name there, without suffix: also its title, without which the generator makes no type.
 */
export function frontEndShape(schema: JsonSchema, name: string): JsonSchema {
  const shape: JsonSchema = { ...withoutColumnLimits(schema), title: name }
  if (shape.properties === undefined) return shape
  const overlay = OVERLAYS[name] ?? {}
  const shown = Object.entries(shape.properties).filter(([key]) => isShown(key, overlay))
  shape.properties = Object.fromEntries(shown.map(([key, inner]) => [key, property(key, inner, overlay)]))
  const required = shown.map(([key]) => key).filter((key) => isRequired(key, overlay))
  delete shape.required
  if (required.length > 0) shape.required = required
  delete shape.additionalProperties
  if (overlay.closed) shape.additionalProperties = false
  return shape
}
