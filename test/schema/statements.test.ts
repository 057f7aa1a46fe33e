import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import t from 'tap'
import type { Columns, Statement } from '../../plugins/database/statement.ts'
import { describeStatement } from '../support/describe-statement.ts'
import { createTestDatabase } from '../support/test-database.ts'

function isStatement(value: unknown): value is Statement<unknown> {
  return typeof value === 'object' && value !== null && 'text' in value && 'columns' in value
}

/** The statements of an export: itself, or those that it holds by name. */
function statementsOf(name: string, value: unknown): [name: string, Statement<unknown>][] {
  if (isStatement(value)) return [[name, value]]
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return []
  return Object.entries(value).flatMap(([key, member]) => (isStatement(member) ? [[`${name}.${key}`, member]] : []))
}

/** What PostgreSQL answers, in the words of the statement's columns: a type that fits stands as one that they name. */
function asNamed(described: readonly (readonly [string, string])[], columns: Columns): Record<string, string> {
  return Object.fromEntries(
    described.map(([name, type]) => {
      const base = type.replace(/\(\d+(,\d+)?\)/, '')
      return [name, columns[name]?.postgresTypes.includes(base) ? named(columns, name) : type]
    }),
  )
}

function named(columns: Columns, name: string): string {
  return columns[name]?.postgresTypes.join(' or ') ?? ''
}

const files = globSync('{services,plugins}/**/*statements.ts').sort()

t.test('every statement fits the migrated schema and answers the columns that its code reads', async (t) => {
  const client = new pg.Client({ connectionString: await createTestDatabase(t) })
  await client.connect()
  t.teardown(() => client.end())

  for (const file of files) {
    const exports: Record<string, unknown> = await import(resolve(file))
    for (const [name, { text, columns }] of Object.entries(exports).flatMap(([name, value]) =>
      statementsOf(name, value),
    )) {
      const expected = Object.fromEntries(Object.keys(columns).map((column) => [column, named(columns, column)]))
      const described = await describeStatement(client, text).catch((error: Error) => error)
      if (described instanceof Error) t.fail(`${file} ${name}: ${described.message}`)
      else t.strictSame(asNamed(described, columns), expected, `${file} ${name}`)
    }
  }
})
