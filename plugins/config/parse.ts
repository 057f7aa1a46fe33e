import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

/** The parts of a JSON schema that variables and their topics are described with. */
export interface ValueSchema {
  type?: string
  const?: unknown
  anyOf?: ValueSchema[]
  minimum?: number
  maximum?: number
  default?: unknown
  examples?: unknown[]
  title?: string
  description?: string
}

const BOOLEANS = new Map<string, boolean>([
  ...['true', '1', 'yes', 'on', 't', 'y'].map((word): [string, boolean] => [word, true]),
  ...['false', '0', 'no', 'off', 'f', 'n'].map((word): [string, boolean] => [word, false]),
])

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseAs({ type }: ValueSchema, text: string): unknown {
  if (type === 'boolean') return BOOLEANS.get(text.toLowerCase())
  if (type === 'integer') return /^[+-]?\d+$/.test(text) ? Number(text) : undefined
  if (type === 'number') return Number(text)
  if (type === 'array' || type === 'object') return parseJson(text)
  return text
}

/**
 * Reads the text of a variable as its schema says; the first alternative that fits is taken.
 *
 * @returns the value, or undefined when the text is not allowed.
 */
export function parseVariable(schema: TSchema, text: string): unknown {
  const { anyOf = [schema] }: ValueSchema = schema
  for (const alternative of anyOf) {
    const value = parseAs(alternative, text)
    if (value !== undefined && value !== null && Value.Check(schema, value)) return value
  }
  return undefined
}

function rangeText({ minimum, maximum }: ValueSchema): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of at least ${minimum}`
  return maximum === undefined ? '' : ` of at most ${maximum}`
}

function describeAlternative(schema: ValueSchema): string[] {
  if (schema.const !== undefined) return [String(schema.const)]
  if (schema.type === 'null') return []
  if (schema.type === 'boolean') return ['true or false (also 1/0, yes/no, on/off, t/f, y/n)']
  if (schema.type === 'integer') return [`an integer${rangeText(schema)}`]
  if (schema.type === 'number') return [`a number${rangeText(schema)}`]
  if (schema.type === 'array') return ['a JSON array of strings']
  if (schema.type === 'object') return ['a JSON object']
  return ['a text']
}

const LIST = new Intl.ListFormat('en', { type: 'disjunction' })

/** What a variable may be set to, in words, with an example where the form is not obvious. */
export function describeAllowed(schema: TSchema): string {
  const { anyOf = [schema], type, examples, default: byDefault }: ValueSchema = schema
  const words = LIST.format(anyOf.flatMap(describeAlternative))
  const example = examples?.[0] ?? (type === 'array' ? JSON.stringify(byDefault) : undefined)
  return example === undefined ? words : `${words} such as ${example}`
}
