import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import t from 'tap'
import { statementsOf } from '../support/exported-statements.ts'

/** Tables whose rows are records that pages show: who changes one says so. */
const TABLES = [
  'parts',
  'part_locations',
  'boxes',
  'kits',
  'kit_pick_lists',
  'shopping_lists',
  'sellers',
  'types',
  'tasks',
  'imports',
]
const WRITES = new RegExp(`\\b(?:insert into|update|delete from) (?:only )?(?:${TABLES.join('|')})\\b`)

/** Statements whose caller announces what they change, or that change what no page shows. */
const ELSEWHERE = new Set([
  'services/catalogue/retired-parts/statements.ts RESTORE_PART',
  'services/exchange/imports/retention-statements.ts FORGET_OLD_FILES',
  'services/exchange/imports/statements.ts FORGET_AUTHOR',
  'services/stock/counting/statements.ts MARK_COUNTED',
])

t.test('every statement that changes a record says which one', async (t) => {
  // Sample data are loaded by a command: no page is told of them.
  const files = globSync('services/**/*statements.ts').filter((file) => !file.startsWith('services/sample-data/'))
  for (const file of files.sort()) {
    const exports: Record<string, unknown> = await import(resolve(file))
    for (const [name, statement] of Object.entries(exports).flatMap(([key, value]) => statementsOf(key, value))) {
      if (!WRITES.test(statement.text) || ELSEWHERE.has(`${file} ${name}`)) continue
      t.ok(statement.isAnnounced, `${file} ${name}`)
    }
  }
})
