import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import t from 'tap'
import type { Columns } from '../../plugins/database/statement.ts'
import { describeStatement } from '../support/describe-statement.ts'
import { statementsOf } from '../support/exported-statements.ts'
import { createTestDatabase } from '../support/test-database.ts'

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
