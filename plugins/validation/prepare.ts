import { type FieldProblem, NoSuchPathError, RequestValidationError } from '../errors/validation-error.ts'
import { INT4_MAX } from '../int4.ts'
import { visibleLines, visibleName } from './visible-name.ts'

/** The parts of a JSON schema that decide how a value is prepared before it is validated. */
export interface Schema {
  type?: unknown
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  patternProperties?: unknown
  items?: Schema
  anyOf?: Schema[]
  default?: unknown
  nullable?: unknown
  enum?: unknown
  minLength?: unknown
  maxLength?: number
  /** `kept`: blank text stays as it is. */
  'x-blank'?: unknown
  /** Whether control characters are part of the text. */
  'x-verbatim'?: unknown
}

type Prepare = (value: unknown, path: string, problems: FieldProblem[]) => unknown

const DECIMAL = /^[+-]?\d+$/

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function prepareText(value: unknown, path: string, problems: FieldProblem[]): unknown {
  if (typeof value === 'string' && value.includes('\0')) {
    problems.push({ field: path, message: 'must not contain the character U+0000' })
  }
  return value
}

/** Fields whose text is compared or followed as it was sent. */
const VERBATIM: ReadonlySet<string> = new Set(['url', 'link', 'website', 'product_page', 'part_key', 'part_keys'])
/** The longest text that stands in one line. */
const MAX_LINE = 255

/**
 * What makes text of a field visible as people see it; null for text that is not stored, which has no greatest length,
 * and for words of a closed set.
 */
function cleanerOf(schema: Schema, field: string): ((text: string) => string) | null {
  const { type, enum: words, maxLength } = schema
  if (type !== 'string' || words !== undefined || maxLength === undefined) return null
  if (VERBATIM.has(field) || schema['x-verbatim'] === true) return null
  return maxLength > MAX_LINE || field === 'description' ? visibleLines : visibleName
}

/** Whether blank text means that a field has no value: it may be null, and its schema does not refuse blank text. */
function readsBlankAsNull({ type, nullable, enum: words, minLength, 'x-blank': blank }: Schema): boolean {
  return type === 'string' && nullable === true && words === undefined && minLength === undefined && blank !== 'kept'
}

/** The limit counts what was sent: a text that is too long stays so, for the validation to refuse. */
function compileText(schema: Schema, field: string): Prepare {
  const { maxLength = Number.POSITIVE_INFINITY } = schema
  const clean = cleanerOf(schema, field)
  const blankIsNull = readsBlankAsNull(schema)
  if (clean === null && !blankIsNull) return prepareText
  return (value, path, problems) => {
    const sent = prepareText(value, path, problems)
    if (typeof sent !== 'string' || [...sent].length > maxLength) return sent
    const text = clean === null ? sent : clean(sent)
    return blankIsNull && text.trim() === '' ? null : text
  }
}

function prepareInteger(value: unknown): unknown {
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value
}

function join(path: string, step: string | number): string {
  return path === '' ? String(step) : `${path}.${step}`
}

function prepareObject(schema: Schema): Prepare {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, child]) => [name, compilePrepare(child, name)] as const,
  )
  const open = schema.additionalProperties !== undefined || schema.patternProperties !== undefined
  return (value, path, problems) => {
    if (!isRecord(value)) return value
    const prepared: Record<string, unknown> = open ? { ...value } : {}
    for (const [name, prepare] of fields) {
      if (Object.hasOwn(value, name)) prepared[name] = prepare(value[name], join(path, name), problems)
    }
    return prepared
  }
}

/** @param field the name of the field that holds the value; empty for a value without a name. */
function compilePrepare(schema: Schema, field = ''): Prepare {
  if (schema.anyOf) {
    const members = schema.anyOf.filter(({ type }) => type !== 'null')
    const nullable = members.length < schema.anyOf.length
    const [first] = members
    if (first && members.length === 1) return compilePrepare(nullable ? { ...first, nullable } : first, field)
    const options = members.map((member) => compilePrepare(member))
    return (value, path, problems) => options.reduce((current, prepare) => prepare(current, path, problems), value)
  }
  if (schema.type === 'integer') return prepareInteger
  if (schema.type === 'object') return prepareObject(schema)
  if (schema.type === 'array' && schema.items) {
    const prepare = compilePrepare(schema.items, field)
    return (value, path, problems) =>
      Array.isArray(value) ? value.map((item, index) => prepare(item, join(path, index), problems)) : value
  }
  return compileText(schema, field)
}

/** Whether a body is missing, or says nothing: `null`, `[]`, `""`, `0` or `false`. */
export function countsAsEmpty(body: unknown): boolean {
  return !body || (Array.isArray(body) && body.length === 0)
}

/**
 * Makes the function that prepares a JSON body: integers may be sent as decimal text, unknown fields are dropped, blank
 * text of a field that may be null becomes null, and a body that is missing or falsy counts as an empty object.
 *
 * @throws RequestValidationError (from the function) for text that PostgreSQL cannot store.
 */
export function compileBody(schema: object): (body: unknown) => unknown {
  const prepare = compilePrepare(schema)
  return (body) => {
    const problems: FieldProblem[] = []
    const prepared = prepare(countsAsEmpty(body) ? {} : body, '', problems)
    if (problems.length > 0) throw new RequestValidationError(problems)
    return prepared
  }
}

/**
 * Makes the function that prepares path parameters: none is empty, and an integer is unsigned decimal digits within 32
 * bits; anything else is a path that does not exist.
 */
export function compileParams(schema: Schema): (params: unknown) => unknown {
  const integers = Object.entries(schema.properties ?? {})
    .filter(([, { type }]) => type === 'integer')
    .map(([name]) => name)
  return (params) => {
    if (!isRecord(params)) return params
    const prepared = { ...params }
    for (const [name, value] of Object.entries(prepared)) {
      const text = String(value)
      if (text === '' || text.includes('\0')) throw new NoSuchPathError()
      if (!integers.includes(name)) continue
      if (!/^\d+$/.test(text) || Number(text) > INT4_MAX) throw new NoSuchPathError()
      prepared[name] = Number(text)
    }
    return prepared
  }
}

/** Makes the function that prepares query parameters: a list may come once, of a repeated one else the first counts. */
export function compileQuery(schema: Schema): (query: unknown) => unknown {
  return (query) => {
    if (!isRecord(query)) return query
    const problems: FieldProblem[] = []
    const prepared: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(query)) {
      const wantsList = schema.properties?.[name]?.type === 'array'
      if (wantsList) prepared[name] = [value].flat().map((item) => prepareText(item, name, problems))
      else prepared[name] = prepareText(Array.isArray(value) ? value[0] : value, name, problems)
    }
    if (problems.length > 0) throw new RequestValidationError(problems)
    return prepared
  }
}
