import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { isLinkable } from '../../../catalogue/link-scheme.ts'
import { OWN_SECTIONS, type OwnRecord } from '../../own-format/records.ts'
import { OwnStockRow } from '../../own-format/table-rows.ts'
import { type ErrorCode, ProblemList } from '../problems.ts'
import type { RawRecord } from './raw-records.ts'

const CODES: Readonly<Record<string, ErrorCode>> = {
  maxLength: 'TEXT_TOO_LONG',
  maxItems: 'TEXT_TOO_LONG',
  maximum: 'QUANTITY_TOO_LARGE',
  minimum: 'QUANTITY_NEGATIVE',
  pattern: 'BAD_CHARACTER',
}

/** A record with what is wrong with it; null for one that cannot be used. */
export function checkRecord({ section, data }: RawRecord): { record: OwnRecord | null; problems: ProblemList } {
  const { clean, problems } = check(OWN_SECTIONS[section], data, section)
  return { record: problems.errors.length > 0 ? null : asRecord(section, clean), problems }
}

/** The same of a row of the export `stock`. */
export function checkStockRow(data: unknown): { row: OwnStockRow | null; problems: ProblemList } {
  const { clean, problems } = check(OwnStockRow, data, 'stock')
  return { row: problems.errors.length === 0 && Value.Check(OwnStockRow, clean) ? clean : null, problems }
}

function check(schema: TSchema, data: unknown, name: string): { clean: unknown; problems: ProblemList } {
  const problems = new ProblemList()
  const clean: unknown = Value.Clean(schema, structuredClone(data))
  const [wrong] = Value.Errors(schema, clean)
  const link = unlinkableIn(clean)
  if (wrong !== undefined) {
    const field = wrong.instancePath.slice(1).replaceAll('/', '.') || null
    problems.error(CODES[wrong.keyword] ?? 'REQUIRED_FIELD', field, `${field ?? name}: ${wrong.message}`)
  } else if (hasTooLong(schema, clean)) {
    problems.error('TEXT_TOO_LONG', null, 'A text of the record has more letters than there is room for')
  } else if (hasBadLetters(clean)) {
    problems.error('BAD_CHARACTER', null, 'The record has a letter that no text may have (U+0000, or half of one)')
  } else if (link !== null) {
    problems.error('BAD_CHARACTER', link, `${link}: must begin with http:// or https://`)
  }
  return { clean, problems }
}

const LINKS: ReadonlySet<string> = new Set(['website', 'link', 'product_page'])

/** The name of a link that would run something when it is clicked. */
function unlinkableIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null
  for (const [name, each] of Object.entries(value)) {
    if (typeof each === 'string' ? LINKS.has(name) && !isLinkable(each) : false) return name
    const inner = unlinkableIn(each)
    if (inner !== null) return inner
  }
  return null
}

function asRecord(section: RawRecord['section'], data: unknown): OwnRecord | null {
  if (section === 'sellers' && Value.Check(OWN_SECTIONS.sellers, data)) return { section, data }
  if (section === 'types' && Value.Check(OWN_SECTIONS.types, data)) return { section, data }
  if (section === 'boxes' && Value.Check(OWN_SECTIONS.boxes, data)) return { section, data }
  if (section === 'parts' && Value.Check(OWN_SECTIONS.parts, data)) return { section, data }
  if (section === 'kits' && Value.Check(OWN_SECTIONS.kits, data)) return { section, data }
  if (section === 'shopping_lists' && Value.Check(OWN_SECTIONS.shopping_lists, data)) return { section, data }
  return null
}

/** The schema counts letters as people see them, the database counts code points. */
function hasTooLong(schema: unknown, value: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false
  if (typeof value === 'string') {
    const limits = [schema, ...listOf(Reflect.get(schema, 'anyOf'))].flatMap((each) => maxLengthOf(each))
    return limits.some((limit) => value.length > limit && [...value].length > limit)
  }
  if (Array.isArray(value)) return value.some((each) => hasTooLong(itemsOf(schema), each))
  if (typeof value !== 'object' || value === null) return false
  const properties: unknown = Reflect.get(schema, 'properties')
  if (typeof properties !== 'object' || properties === null) return false
  return Object.entries(value).some(([name, each]) => hasTooLong(Reflect.get(properties, name), each))
}

function itemsOf(schema: object): unknown {
  const alternatives = [schema, ...listOf(Reflect.get(schema, 'anyOf'))]
  return alternatives
    .map((each) => (typeof each === 'object' && each !== null ? Reflect.get(each, 'items') : null))
    .find(Boolean)
}

function maxLengthOf(schema: unknown): number[] {
  const limit: unknown = typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'maxLength') : undefined
  return typeof limit === 'number' ? [limit] : []
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function hasBadLetters(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  return typeof value === 'object' && value !== null && Object.values(value).some(hasBadLetters)
}
