import { isUtf8 } from 'node:buffer'
import { invalidJsonBody } from '../errors/unreadable-body.ts'
import { type FieldProblem, RequestValidationError } from '../errors/validation-error.ts'

/** Deeper than any body of the API; what writes JSON again calls itself once a level. */
const MAX_DEPTH = 64
/** Characters of a path of names that an answer repeats. */
const MAX_PATH = 300

interface Step {
  value: object
  name: string
  depth: number
  parent: Step | null
}

function fieldOf(step: Step | null, name: string): string {
  const names = [name]
  for (let at = step; at !== null && at.parent !== null; at = at.parent) names.unshift(at.name)
  const path = names.join('.')
  return path.length > MAX_PATH ? `${path.slice(0, MAX_PATH).toWellFormed()}…` : path
}

/** `__proto__` and `constructor.prototype` would change objects that the body has nothing to do with. */
function isForbidden(name: string, value: unknown): boolean {
  if (name === '__proto__') return true
  return name === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype')
}

function problemOf(step: Step, name: string, value: unknown): FieldProblem | null {
  if (!name.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) {
    return {
      field: fieldOf(step, name).toWellFormed(),
      message: 'must be well-formed Unicode, without a single half of a surrogate pair',
    }
  }
  if (isForbidden(name, value)) return { field: fieldOf(step, name), message: 'is not an allowed name of a field' }
  if (typeof value === 'object' && value !== null && step.depth >= MAX_DEPTH) {
    return { field: fieldOf(step, name), message: `must not be nested deeper than ${MAX_DEPTH} levels` }
  }
  return null
}

/** Goes through everything in a value without calling itself: a body can be nested deeper than the stack is. */
function findProblem(value: unknown): FieldProblem | null {
  const waiting: Step[] = []
  const visit = (step: Step, name: string, inner: unknown): FieldProblem | null => {
    const problem = problemOf(step, name, inner)
    if (typeof inner === 'object' && inner !== null) {
      waiting.push({ value: inner, name, depth: step.depth + 1, parent: step })
    }
    return problem
  }
  if (typeof value === 'string' && !value.isWellFormed()) return { field: '', message: 'The body is not Unicode' }
  if (typeof value === 'object' && value !== null) waiting.push({ value, name: '', depth: 1, parent: null })
  for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
    for (const [name, inner] of Object.entries(step.value)) {
      const problem = visit(step, name, inner)
      if (problem !== null) return problem
    }
  }
  return null
}

/**
 * Reads a JSON body (RFC 8259): UTF-8, with or without a byte order mark.
 *
 * @returns the value; undefined for a body without bytes. For `null`, which the validation could not tell from no body,
 *   an empty list, which says as little.
 * @throws UnreadableBodyError 400 for bytes that are no JSON in UTF-8.
 * @throws RequestValidationError 400 for text that no database can store, and for names that are not allowed.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined
  if (!isUtf8(bytes)) throw invalidJsonBody('The body must be UTF-8, and has bytes that are not')
  const text = bytes.toString('utf8').replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalidJsonBody('Send a JSON document with content-type application/json')
  }
  const problem = findProblem(value)
  if (problem !== null) throw new RequestValidationError([problem])
  return value ?? []
}
