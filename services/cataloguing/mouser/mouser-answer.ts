import { type Static, Type } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])

/** The used fields of a part in Mouser's catalogue. */
const MouserPart = Type.Object({
  ManufacturerPartNumber: Text,
  Manufacturer: Text,
  Description: Text,
  ProductDetailUrl: Text,
  DataSheetUrl: Text,
  Category: Text,
  LeadTime: Text,
  LifecycleStatus: Text,
  Min: Text,
  Mult: Text,
})

/** The result of a search. */
export const MouserResult = Type.Object({
  parts: Type.Array(MouserPart),
  total_results: Type.Integer({ minimum: 0 }),
  error: Text,
})

export type MouserPart = Static<typeof MouserPart>
export type MouserResult = Static<typeof MouserResult>

type FieldName = keyof MouserPart

const FIELDS = Object.keys(MouserPart.properties) as FieldName[]
const MAX_TEXT_LENGTH = 2000

export interface ParsedAnswer {
  result: MouserResult
  /** Whether it may be cached. */
  complete: boolean
  /** Number of parts of an unknown form, which are left out. */
  skipped: number
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** @returns the text; undefined when the value is not a text. */
function toText(value: unknown): string | null | undefined {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? value.slice(0, MAX_TEXT_LENGTH) : undefined
}

function toPart(value: unknown): MouserPart | undefined {
  if (!isObject(value)) return undefined
  const texts = FIELDS.map((name) => [name, toText(value[name])] as const)
  if (texts.some(([, text]) => text === undefined)) return undefined
  return Object.fromEntries(texts) as MouserPart
}

function toCount(value: unknown): number {
  const count = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0
}

function errorOf(errors: unknown): string | null {
  if (!Array.isArray(errors) || errors.length === 0) return null
  const messages = errors.map((error) => (isObject(error) ? toText(error.Message) : toText(error)))
  return messages.map((message) => message ?? 'unknown error').join('; ')
}

/**
 * Reads an answer of the search API. It does not throw, whatever the server has sent.
 *
 * @param maxParts greatest number of parts in the result.
 */
export function parseMouserAnswer(answer: unknown, maxParts: number): ParsedAnswer {
  const failure = (error: string): ParsedAnswer => ({
    result: { parts: [], total_results: 0, error },
    complete: false,
    skipped: 0,
  })
  if (!isObject(answer)) return failure('the answer is not a search result')
  const error = errorOf(answer.Errors)
  if (error !== null) return failure(error)
  const found = isObject(answer.SearchResults) ? answer.SearchResults : {}
  const listed: unknown[] = Array.isArray(found.Parts) ? found.Parts.slice(0, maxParts) : []
  const parts = listed.map(toPart).filter((part) => part !== undefined)
  return {
    result: { parts, total_results: toCount(found.NumberOfResult), error: null },
    complete: isObject(answer.SearchResults),
    skipped: listed.length - parts.length,
  }
}
