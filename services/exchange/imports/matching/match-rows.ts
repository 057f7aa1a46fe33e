import type { Database, UnitOfWork } from '../../../../plugins/database/database.ts'
import type { RowOf, Statement } from '../../../../plugins/database/statement.ts'
import { bareNumber, normalisePartNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import type { Match } from '../model.ts'
import type { SellerNames } from '../seller-names.ts'
import { Candidates } from './candidates.ts'
import { identityOf, numberToFind } from './identity.ts'
import { mainValue, ratingsOf } from './main-value.ts'
import { NUMBER } from './match-of-candidates.ts'
import { scoreNumber } from './score-number.ts'
import { shorterNumbers } from './shorter-numbers.ts'
import {
  PARTS_BY_DECISION,
  PARTS_BY_KEY,
  PARTS_BY_NUMBER,
  PARTS_BY_SELLER_NUMBER,
  PARTS_BY_VALUE,
  PARTS_WITH_NUMBERS,
} from './statements.ts'

type Found = RowOf<typeof PARTS_BY_KEY>
type Queries = Pick<Database | UnitOfWork, 'query'>

/** Scores of rules: who has one of them alone is not asked for with rules of lower ones. */
const SELLER_NUMBER = 0.99
const NUMBER_AND_MAKER = 0.97

/**
 * Finds the parts that rows mean, with a constant number of statements for any number of rows.
 *
 * @param sellers all that there are.
 * @returns one match for each row, in their order.
 */
export async function matchRows(db: Queries, rows: readonly RowFields[], sellers: SellerNames): Promise<Match[]> {
  const candidates = await candidatesByNumber(db, rows, sellers)
  await byValue(db, rows, candidates)
  return candidates.matches()
}

/** The same by keys, numbers and decisions alone. */
export async function matchByNumber(db: Queries, rows: readonly RowFields[], sellers: SellerNames): Promise<Match[]> {
  return (await candidatesByNumber(db, rows, sellers)).matches()
}

async function candidatesByNumber(db: Queries, rows: readonly RowFields[], sellers: SellerNames): Promise<Candidates> {
  const candidates = new Candidates(rows.length)
  await byKey(db, rows, candidates)
  await bySellerNumber(db, rows, { sellers, candidates })
  await byNumber(db, rows, candidates)
  await byDecision(db, rows, candidates)
  await byVariant(db, rows, candidates)
  return candidates
}

interface Asked<T> {
  row: number
  value: T
}

function asked<T>(rows: readonly RowFields[], valuesOf: (fields: RowFields) => readonly T[]): Asked<T>[] {
  return rows.flatMap((fields, row) => valuesOf(fields).map((value) => ({ row, value })))
}

/** The questions of those rows for which no part has such a score alone. */
function open<T>(questions: readonly Asked<T>[], candidates: Candidates, score: number): Asked<T>[] {
  return questions.filter(({ row }) => !candidates.isSettled(row, score))
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
    const key = keyOf(value)
    const known = byKey.get(key)
    if (known) known.rows.push(row)
    else byKey.set(key, { value, rows: [row] })
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

async function bySellerNumber(
  db: Queries,
  rows: readonly RowFields[],
  { sellers, candidates }: { sellers: SellerNames; candidates: Candidates },
): Promise<void> {
  const questions = asked(rows, ({ seller_numbers = [] }) =>
    seller_numbers.flatMap(({ seller: name, number }) =>
      name === null ? [] : sellers.idsOf(name).map((seller) => ({ seller, number })),
    ),
  )
  await look(
    db,
    PARTS_BY_SELLER_NUMBER,
    open(questions, candidates, SELLER_NUMBER),
    {
      keyOf: ({ seller, number }) => `${seller}\n${number}`,
      columns: [({ seller }) => seller, ({ number }) => number],
    },
    (row, part) => candidates.add(row, part, SELLER_NUMBER, 'seller_number'),
  )
}

function numberOf(fields: RowFields): string[] {
  const number = numberToFind(fields)
  return number === null ? [] : [number]
}

/** Adds a part when its number fits that of a row. */
function addByNumber(rows: readonly RowFields[], candidates: Candidates) {
  return (row: number, part: Found) => {
    const { mpn = '', manufacturer = null } = rows[row] ?? {}
    const found = scoreNumber({ mpn, manufacturer }, part)
    if (found) candidates.add(row, part, found.score, found.reason)
  }
}

/** The parts whose number is that of the row to the letter. */
async function byNumber(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = open(asked(rows, numberOf), candidates, NUMBER_AND_MAKER)
  const numbers = questions.map(({ row, value }) => ({ row, value: bareNumber(value) }))
  await lookWhole(db, numbers, addByNumber(rows, candidates))
}

/** The parts whose number is that of the row up to packing marks, or is longer or shorter by a suffix. */
async function byVariant(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = open(asked(rows, numberOf), candidates, NUMBER)
  const use = addByNumber(rows, candidates)
  const normal = questions.map(({ row, value }) => ({ row, value: normalisePartNumber(value) }))
  await look(db, PARTS_BY_NUMBER, normal, { keyOf: text, columns: [text] }, use)
  const shorter = questions.flatMap(({ row, value }) =>
    shorterNumbers(bareNumber(value)).map((each) => ({ row, value: each })),
  )
  await lookWhole(db, shorter, use)
}

/** Asks for whole numbers, which the answers name. */
async function lookWhole(
  db: Queries,
  questions: readonly Asked<string>[],
  use: (row: number, part: Found) => void,
): Promise<void> {
  const rows = Map.groupBy(questions, ({ value }) => value)
  if (rows.size === 0) return
  for (const { number, ...part } of await db.query(PARTS_WITH_NUMBERS, [[...rows.keys()]])) {
    for (const { row } of rows.get(number) ?? []) use(row, { asked: 0, ...part })
  }
}

async function byDecision(db: Queries, rows: readonly RowFields[], candidates: Candidates): Promise<void> {
  const questions = asked(rows, (fields) => {
    const identity = fields.is_damaged === true ? null : identityOf(fields)
    return identity === null ? [] : [identity]
  })
  const wanted = open(questions, candidates, NUMBER_AND_MAKER)
  await look(db, PARTS_BY_DECISION, wanted, { keyOf: text, columns: [text] }, (row, part) => {
    candidates.decide(row, part)
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
    open(questions, candidates, NUMBER),
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
