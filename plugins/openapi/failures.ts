import { STATUS_CODES } from 'node:http'
import type { Answer, JsonSchema, Operation } from './document.ts'

function isWrite(method: string): boolean {
  return method !== 'get' && method !== 'head'
}

/** The statuses of the failures that an operation can have because of what it is. */
function statusesOf(method: string, { parameters = [], requestBody, security }: Operation): string[] {
  const takesInput = parameters.length > 0 || requestBody !== undefined
  return [
    '400',
    ...(security === undefined ? [] : ['401', '403', '429']),
    ...(takesInput ? ['404'] : []),
    ...(takesInput || isWrite(method) ? ['409'] : []),
    ...(requestBody === undefined ? [] : ['413', '415']),
    // An address or headers that are longer than the parser takes.
    ...(parameters.length > 0 ? ['431'] : []),
    '500',
    '503',
  ]
}

/**
 * The failures that an operation can have and does not declare itself, one by one: a range such as `4XX` is more than
 * some generators of clients understand.
 *
 * @param envelope schema of the body of every failure.
 */
export function commonFailures(method: string, operation: Operation, envelope: JsonSchema): Record<string, Answer> {
  const failures = statusesOf(method, operation).map((status): [string, Answer] => [
    status,
    { description: STATUS_CODES[status] ?? 'Error', content: { 'application/json': { schema: envelope } } },
  ])
  return Object.fromEntries(failures)
}
