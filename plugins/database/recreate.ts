import type { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { dropJobQueue } from '../job-queue/install.ts'
import { StartError } from '../start-error.ts'
import { findCreated, type ObjectKind } from './created-objects.ts'
import { findDatabaseError } from './database-error.ts'
import { readApplied, withMigrationLock } from './migrations.ts'
import { findWorkingSchema } from './working-schema.ts'

/** SQLSTATE of a drop that other objects stand in the way of. */
const DEPENDENT_OBJECTS = '2BP01'

/** In the order in which most of them can go: functions are used by tables, types by both. Indexes go with their tables. */
const ORDER: readonly ObjectKind[] = [
  'view',
  'materialized view',
  'table',
  'sequence',
  'function',
  'procedure',
  'type',
  'domain',
]

/**
 * Drops everything that the service has created, in the schema that it works in: what its migrations have made, its
 * job queue, and its note of the migrations. Nothing of others is touched, and extensions stay, since others may use
 * them.
 *
 * @returns false when there was nothing of the service.
 * @throws StartError that names what is in the way, with nothing dropped, when something of others depends on what would be dropped.
 */
export async function recreate(orm: MikroORM, pool: pg.Pool): Promise<boolean> {
  return withMigrationLock(pool, async (connection) => {
    const applied = await readApplied(connection)
    if (applied.length === 0) return false
    const { name } = await findWorkingSchema(connection)
    const created = await findCreated(orm, applied)
    created.set('table', (created.get('table') ?? new Set()).add('schema_migrations'))
    await connection.query('begin')
    try {
      if (created.get('function')?.has('job_queue_schema')) await dropJobQueue(connection)
      await dropInTurns(connection, name, created)
      await connection.query('commit')
      return true
    } catch (error) {
      await connection.query('rollback').catch(() => {})
      throw error
    }
  })
}

/**
 * Drops one group after the other, and those that another one still needs when their turn comes again: a function can
 * take rows of a table, and a table use another function.
 */
async function dropInTurns(
  connection: pg.ClientBase,
  schema: string,
  created: Map<string, Set<string>>,
): Promise<void> {
  let left = (
    await Promise.all(ORDER.map((kind) => groupsOf(connection, schema, kind, [...(created.get(kind) ?? [])])))
  ).flat()
  while (left.length > 0) {
    const kept: string[] = []
    let failure: unknown
    for (const group of left) {
      await connection.query('savepoint group_of_objects')
      try {
        await connection.query(`drop ${group}`)
      } catch (error) {
        if (findDatabaseError(error)?.code !== DEPENDENT_OBJECTS) throw error
        // What comes first holds up the rest: what depends on a table is named by the table's own failure.
        failure ??= error
        kept.push(group)
        await connection.query('rollback to savepoint group_of_objects')
      }
    }
    if (kept.length === left.length) throw explainDependents(failure)
    left = kept
  }
}

function explainDependents(failure: unknown): unknown {
  if (!(failure instanceof Error)) return failure
  const detail = 'detail' in failure && typeof failure.detail === 'string' ? failure.detail : failure.message
  return new StartError(
    `Nothing was dropped, because something of others depends on what would be: ${detail.replaceAll('\n', '; ')}. Drop or` +
      ' change that first',
    { cause: failure },
  )
}

/** What is dropped by one statement each: functions one by one, the rest of a kind together, as it may be in a circle. */
async function groupsOf(
  connection: pg.ClientBase,
  schema: string,
  kind: ObjectKind,
  names: string[],
): Promise<string[]> {
  if (names.length === 0) return []
  if (kind === 'function' || kind === 'procedure') {
    return (await signatures(connection, schema, names)).map((signature) => `${kind} if exists ${signature}`)
  }
  const targets = names.map((name) => `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`)
  return [`${kind} if exists ${targets.join(', ')}`]
}

async function signatures(connection: pg.ClientBase, schema: string, names: string[]): Promise<string[]> {
  const { rows } = await connection.query<{ signature: string }>(
    `select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as signature
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 and p.proname = any($2)`,
    [schema, names],
  )
  return rows.map(({ signature }) => signature)
}
