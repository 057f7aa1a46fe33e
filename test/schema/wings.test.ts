import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import t from 'tap'
import { statementsOf } from '../support/exported-statements.ts'

/** From the lowest to the highest: a wing knows itself and those below it. */
const WINGS = [
  'access',
  'work',
  'documents',
  'catalogue',
  'stock',
  'cataloguing',
  'kits',
  'shopping',
  'exchange',
  'overviews',
]

/**
 * Tables of higher wings in statements of lower ones. Each finds one thing beside a record, for which a second statement would be
 * sent each time (docs/decisions/034-statements-that-look-up.md).
 */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  documents: ['parts', 'kits'],
  catalogue: ['part_locations', 'kit_contents', 'kits'],
  kits: ['kit_shopping_list_links', 'shopping_lists'],
}

function wingOf(file: string): string {
  return file.split('/')[1] ?? ''
}

/** The exports of the files that a pattern names. */
async function exportsOf(pattern: string): Promise<{ file: string; name: string; value: unknown }[]> {
  const files = globSync(pattern).sort()
  const modules = await Promise.all(
    files.map(async (file): Promise<[string, Record<string, unknown>]> => [file, await import(resolve(file))]),
  )
  return modules.flatMap(([file, exports]) => Object.entries(exports).map(([name, value]) => ({ file, name, value })))
}

/** The wing of each table. */
async function findOwners(): Promise<Map<string, string>> {
  const owners = new Map<string, string>()
  for (const { file, value } of await exportsOf('services/*/**/entities.ts')) {
    if (typeof value !== 'object' || value === null || !('meta' in value)) continue
    const { meta } = value
    if (typeof meta === 'object' && meta !== null && 'tableName' in meta)
      owners.set(String(meta.tableName), wingOf(file))
  }
  return owners
}

t.test('statements of a wing name tables of that wing and of lower ones, save those that are known', async (t) => {
  const owners = await findOwners()
  t.ok(owners.size > 25, 'the tables are found')
  const found = new Map<string, Set<string>>()
  for (const { file, name, value } of await exportsOf('services/*/**/*statements.ts')) {
    const wing = wingOf(file)
    if (!WINGS.includes(wing)) continue
    for (const [statement, { text }] of statementsOf(name, value)) {
      // Tables stand behind these words; a table's name that is also a word of a column stands elsewhere.
      for (const [, table = ''] of text.matchAll(/\b(?:from|join|into|update|using)\s+(?:only\s+)?(\w+)/gi)) {
        const owner = owners.get(table)
        if (owner === undefined || WINGS.indexOf(owner) <= WINGS.indexOf(wing)) continue
        found.set(wing, (found.get(wing) ?? new Set()).add(table))
        t.ok(KNOWN[wing]?.includes(table), `${file} ${statement} reads ${table} of ${owner}`)
      }
    }
  }
  for (const [wing, tables] of Object.entries(KNOWN)) {
    t.same([...(found.get(wing) ?? [])].sort(), [...tables].sort(), `${wing}: nothing is excepted that is not there`)
  }
})
