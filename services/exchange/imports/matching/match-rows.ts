import type { Database, UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf, Statement } from '../../../../plugins/database/statement.ts'
import { bareNumber, normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import type { Candidate, Match, MatchReason } from '../model.ts'
import { identityOf } from './identity.ts'
import { mainValue, ratingsOf } from './main-value.ts'
import { matchOf } from './match-of-candidates.ts'
import { scoreNumber } from './score-number.ts'
import {
  PARTS_BY_DECISION,
  PARTS_BY_KEY,
  PARTS_BY_NUMBER,
  PARTS_BY_SELLER_NUMBER,
  PARTS_BY_VALUE,
  PARTS_BY_WHOLE_NUMBER,
} from './statements.ts'

type Found = RowOf<typeof PARTS_BY_KEY>
type Queries = Pick<Database | UnitOfWork, 'query'>

const LEAST_NUMBER = 3
const LEAST_SHARE = 0.6

/** The candidates of each row, while the rules are asked. */
class Candidates {
  readonly #rows: Map<string, Candidate>[]

  constructor(count: number) {
    this.#rows = Array.from({ length: count }, () => new Map())
  }

  add(row: number, part: Found, score: number, reason: MatchReason): void {
    const known = this.#rows[row]?.get(part.key)
    if (known !== undefined && known.score >= score) return
    const { key, description, manufacturer_code } = part
    this.#rows[row]?.set(key, { part_key: key, description, manufacturer_code, score, reason })
  }

  of(row: number): Candidate[] {
    return [...(this.#rows[row]?.values() ?? [])]
  }
}

/**
 * Finds the parts that rows mean, with a constant number of statements for any number of rows.
 *
 * @returns one match for each row, in their order.
 */
export async function matchRows(db: Queries, rows: readonly RowFields[]): Promise<Match[]> {
  const candidates = new Candidates(rows.length)
  await byKey(db, rows, candidates)
  await bySellerNumber(db, rows, candidates)
  await byNumber(db, rows, candidates)
  await byDecision(db, rows, candidates)
  await byValue(db, rows, candidates)
  return rows.map((_, index) => matchOf(candidates.of(index)))
}

interface Asked<T> {
  row: number
  value: T
}

function asked<T>(rows: readonly RowFields[], valuesOf: (fields: RowFields) => readonly T[]): Asked<T>[] {
  return rows.flatMap((fields, row) => valuesOf(fields).map((value) => ({ row, value })))
}

/** Asks for distinct values once, and gives each answer to all rows that have asked. */
async function look<T>(
  db: Queries,
  statement: Statement<Found>,
  questions: readonly Asked<T>[],
  { keyOf, columns }: { keyOf: (value: T) => string; columns: ((value: T) => unknown)[] },
  use: (row: number, part: Found, value: T) => void,
): Promise<void> {
  const byKey = new Map<string, { value: T; rows: number[] }>()
  for (const { row, value } of questions) {
    const known = byKey.get(keyOf(value))
    if (known) known.rows.push(row)
    else byKey.set(keyOf(value), { value, rows: [row] })
  }
  if (byKey.size === 0) return
  const distinct = [...byKey.values()]
  const parts = await db.query(
    statement,
    columns.map((column) => distinct.map(({ value }) => column(value))),
  )
  for (const part of parts) {
    const question = distinct[part.asked - 1]
    for (const row of question?.rows ?? []) if (question) use(row, part, question.value)
  }
}

const text = (value: string) => value

async function byKey(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, ({ key }) => (key === undefined ? [] : [key.toUpperCase()]))
  await look(db, PARTS_BY_KEY, questions, { keyOf: text, columns: [text] }, (row, part) => {
    candidates.add(row, part, 1, 'key')
  })
}

async function bySellerNumber(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, ({ seller_numbers = [] }) =>
    seller_numbers.flatMap(({ seller, number }) => (seller === null ? [] : [{ seller: seller.toLowerCase(), number }])),
  )
  await look(
    db,
    PARTS_BY_SELLER_NUMBER,
    questions,
    {
      keyOf: ({ seller, number }) => `${seller}\n${number}`,
      columns: [({ seller }) => seller, ({ number }) => number],
    },
    (row, part) => candidates.add(row, part, 0.99, 'seller_number'),
  )
}

/** A row of a damaged number is matched by nothing else than its key or a number of a seller. */
function numberOf({ mpn, is_damaged }: RowFields): string[] {
  return mpn === undefined || is_damaged === true || bareNumber(mpn).length < LEAST_NUMBER ? [] : [mpn]
}

async function byNumber(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, numberOf)
  const use = (row: number, part: Found) => {
    const { mpn = '', manufacturer = null } = rows[row] ?? {}
    const found = scoreNumber({ mpn, manufacturer }, part)
    if (found) candidates.add(row, part, found.score, found.reason)
  }
  await look(db, PARTS_BY_NUMBER, questions, { keyOf: normalisePartNumber, columns: [normalisePartNumber] }, use)
  const shorter = questions.flatMap(({ row, value }) =>
    shorterNumbers(bareNumber(value)).map((each) => ({ row, value: each })),
  )
  await look(db, PARTS_BY_WHOLE_NUMBER, shorter, { keyOf: text, columns: [text] }, use)
}

/** The number itself, and those that it is longer than by a suffix. */
function shorterNumbers(number: string): string[] {
  const least = Math.max(LEAST_NUMBER + 1, Math.ceil(number.length * LEAST_SHARE))
  const lengths = Array.from({ length: Math.max(number.length - least, 0) }, (_, index) => least + index)
  return [number, ...lengths.map((length) => number.slice(0, length))]
}

async function byDecision(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, (fields) => {
    const identity = fields.is_damaged === true ? null : identityOf(fields)
    return identity === null ? [] : [identity]
  })
  await look(db, PARTS_BY_DECISION, questions, { keyOf: text, columns: [text] }, (row, part) => {
    candidates.add(row, part, 0.95, 'decided_before')
  })
}

async function byValue(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, (fields) => {
    const value = mainValue(fields)
    return value === null ? [] : [value]
  })
  await look(
    db,
    PARTS_BY_VALUE,
    questions,
    {
      keyOf: ({ quantity, amount, packageQuery }) => `${quantity} ${amount} ${packageQuery}`,
      columns: [({ quantity }) => quantity, ({ amount }) => amount, ({ packageQuery }) => packageQuery],
    },
    (row, part) => {
      const fields = rows[row]
      const score = fields ? ratingScore(fields, part) : null
      if (score !== null) candidates.add(row, part, score, 'value_and_package')
    },
  )
}

/** A rating that the row states has to be that of the part. */
function ratingScore({ value = '', description = '', note = '' }: RowFields, part: Found): number | null {
  const stated = ratingsOf(`${value} ${description} ${note}`)
  const own = ratingsOf(part.description)
  let score = 0.85
  for (const [quantity, amount] of stated) {
    const has = own.get(quantity)
    if (has === undefined) score -= 0.05
    else if (quantity === 'voltage' ? has < amount : has > amount) return null
    else score += 0.01
  }
  return Math.max(0.7, Math.min(0.88, Math.round(score * 100) / 100))
}
