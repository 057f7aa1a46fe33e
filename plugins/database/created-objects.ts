import type { MikroORM } from '@mikro-orm/postgresql'
import { listMigrations, statementsOf } from './migration-list.ts'

export type ObjectKind =
  | 'table'
  | 'view'
  | 'materialized view'
  | 'sequence'
  | 'function'
  | 'procedure'
  | 'type'
  | 'domain'
  | 'index'

const CREATE =
  /^\s*create\s+(?:or\s+replace\s+)?(?:unlogged\s+|unique\s+)?(table|view|materialized\s+view|sequence|function|procedure|type|domain|index)\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?"?(\w+)"?/gim

/**
 * What migrations create in the working schema, by kind; also what a later one drops again.
 *
 * @param names of the migrations that count.
 */
export async function findCreated(orm: MikroORM, names: readonly string[]): Promise<Map<string, Set<string>>> {
  const created = new Map<string, Set<string>>()
  for (const migration of listMigrations(orm).filter(({ name }) => names.includes(name))) {
    for (const [, kind = '', name = ''] of (await statementsOf(orm, migration)).join('\n;\n').matchAll(CREATE)) {
      const key = kind.toLowerCase().replace(/\s+/, ' ')
      created.set(key, (created.get(key) ?? new Set()).add(name))
    }
  }
  return created
}
