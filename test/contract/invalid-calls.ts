import type { JsonSchema, Operation } from '../../plugins/openapi/document.ts'
import { repeated } from '../support/repeated.ts'
import type { Outgoing } from './client.ts'
import type { Contract } from './documents.ts'
import type { Call } from './recipes.ts'

/** A call that must be refused. */
export interface InvalidCall {
  what: string
  request: Outgoing
}

const TOO_LONG = 'x'.repeat(20_000)
const WRONG_VALUES: unknown[] = [5, '', TOO_LONG, ['x'], {}, null, -1, 1.5, 1e15, 'a\0b']
const UNKNOWN_IDS = ['999999999', '0']
const WRONG_SEGMENTS: Record<string, string[]> = {
  integer: [...UNKNOWN_IDS, '-1', '1.5', 'word', '99999999999999999999', '%00', '%F0%9F%94%8C'],
  string: ['ZZZZ', 'zz-unknown', '%00', '%F0%9F%94%8C', '..%2F..', 'x'.repeat(90), 'x'.repeat(2000)],
}
const WRONG_QUERIES = [TOO_LONG.slice(0, 8000), '-1', '99999999999999999999', 'word', '%00', '%E0%A4%A']

const PARTS = 2

/** A share of the wrong values for each place, another one for the next place. `REPEAT=2` tries all of them at each. */
function shareOf<T>(values: readonly T[], place: number): T[] {
  return values.filter((_, index) => (index + place) % PARTS < repeated(1))
}

/** The address of an operation with the values of a call. */
export function urlOf(path: string, { path: values = [], query = {} }: Call): string {
  const rest = [...values]
  const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift())))
  const text = new URLSearchParams(query).toString()
  return text === '' ? filled : `${filled}?${text}`
}

function wrongPaths(path: string, operation: Operation, call: Call): string[] {
  const names = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)
  return names.flatMap((name, index) => {
    const type = operation.parameters?.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema
      ?.type
    const segments = WRONG_SEGMENTS[String(type)] ?? []
    const wrong = call.takesAnyId ? segments.filter((segment) => !UNKNOWN_IDS.includes(segment)) : segments
    return wrong.map((segment) => {
      const marked = (call.path ?? []).map((value, at) => (at === index ? 'MARK' : value))
      return urlOf(path, { ...call, path: marked }).replace('MARK', segment)
    })
  })
}

/** The schema of an object that may also be null or a text. */
function objectIn(contract: Contract, schema: JsonSchema): JsonSchema | undefined {
  return [schema, ...(schema.anyOf ?? [])].map((each) => contract.resolve(each)).find(({ properties }) => properties)
}

/** Copies of a body with one value in it, at any depth, replaced by others or left out. */
function mutants(contract: Contract, schema: JsonSchema, value: unknown): { what: string; value: unknown }[] {
  if (Array.isArray(value)) {
    const [first] = value
    const items = contract.resolve(schema.items ?? {})
    const inner = first === undefined ? [] : mutants(contract, items, first)
    return inner.map((mutant) => ({ what: `0.${mutant.what}`, value: [mutant.value] }))
  }
  const { properties = {} } = objectIn(contract, schema) ?? {}
  if (typeof value !== 'object' || value === null) return []
  const record: Record<string, unknown> = { ...value }
  return Object.entries(properties).flatMap(([name, property], place) => {
    const { [name]: current, ...without } = record
    const replaced = shareOf(WRONG_VALUES, place).map((wrong) => ({
      what: `${name} = ${JSON.stringify(wrong).slice(0, 20)}`,
      value: { ...record, [name]: wrong },
    }))
    const deeper = mutants(contract, contract.resolve(property), current).map((mutant) => ({
      what: `${name}.${mutant.what}`,
      value: { ...record, [name]: mutant.value },
    }))
    return [{ what: `without ${name}`, value: without }, ...replaced, ...deeper]
  })
}

function holdsNul(value: unknown): boolean {
  return JSON.stringify(value).includes('\\u0000')
}

function wrongBodies(
  contract: Contract,
  operation: Operation,
  call: Call,
): { what: string; body?: unknown; type?: string }[] {
  const schema = operation.requestBody?.content['application/json']?.schema
  if (schema === undefined || call.takesAnything) return []
  const all = mutants(contract, contract.resolve(schema), call.body)
  const wrong = all.filter(({ value }) => holdsNul(value) || !contract.accepts(schema, value))
  const form = call.body instanceof FormData
  const needsBody = !contract.accepts(schema, {})
  return [
    ...wrong.map(({ what, value }) => ({ what, body: value })),
    { what: 'malformed JSON', body: '{"a":' },
    { what: 'a JSON number', body: '1' },
    { what: 'a JSON text', body: '"text"' },
    { what: 'a list', body: '[1]' },
    ...(form ? [] : [{ what: 'another content type', body: JSON.stringify(call.body), type: 'text/plain' }]),
    ...(needsBody ? [{ what: 'no body' }, { what: 'an empty object', body: '{}' }] : []),
  ]
}

/** Calls of an operation that differ from a valid one in one thing, which the documents forbid. */
export function invalidCalls(contract: Contract, name: string, operation: Operation, call: Call): InvalidCall[] {
  const [method = '', path = ''] = name.split(' ')
  const valid: Outgoing = { method, url: urlOf(path, call), body: call.body, headers: call.headers ?? {} }
  const required = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query' && parameter.required)
  return [
    ...wrongPaths(path, operation, call).map((url) => ({ what: url.slice(0, 80), request: { ...valid, url } })),
    ...wrongBodies(contract, operation, call).map(({ what, body, type }) => ({
      what,
      request: { ...valid, body, headers: { ...valid.headers, ...(type ? { 'content-type': type } : {}) } },
    })),
    ...required.map((parameter) => {
      const { [parameter.name]: _, ...query } = call.query ?? {}
      return { what: `without ${parameter.name}`, request: { ...valid, url: urlOf(path, { ...call, query }) } }
    }),
  ]
}

/** Calls with odd values of query parameters: the documents allow any text there, so that some are answered. */
export function oddQueries(name: string, operation: Operation, call: Call): InvalidCall[] {
  const [method = '', path = ''] = name.split(' ')
  const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query')
  const names = known.length > 0 ? known.map((parameter) => parameter.name) : ['unknown']
  return names.flatMap((parameter, place) =>
    shareOf(WRONG_QUERIES, place).map((value) => ({
      what: `${parameter}=${value.slice(0, 20)}`,
      request: {
        method,
        url: `${urlOf(path, { ...call, query: {} })}?${parameter}=${value}`,
        body: call.body,
        headers: call.headers ?? {},
      },
    })),
  )
}
