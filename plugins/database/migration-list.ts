import type { Constructor } from '@mikro-orm/core'
import type { Migration } from '@mikro-orm/migrations'
import type { MikroORM } from '@mikro-orm/postgresql'
import type pg from 'pg'

/** A migration under the name that the database remembers. */
export interface NamedMigration {
  name: string
  class: Constructor<Migration>
}

/** The migrations of the ORM's options, in the order in which they run. */
export function listMigrations(orm: MikroORM): NamedMigration[] {
  const { migrationsList = [] } = orm.config.get('migrations')
  return migrationsList.map((entry) => {
    if (typeof entry === 'function') throw new Error(`A migration without a name: ${entry.name}`)
    return { name: entry.name, class: entry.class as Constructor<Migration> }
  })
}

/** The statements of a migration. */
export async function statementsOf(orm: MikroORM, migration: NamedMigration): Promise<string[]> {
  const instance = new migration.class(orm.em.getDriver(), orm.config)
  await instance.up()
  return instance.getQueries().map((query) => {
    if (typeof query !== 'string') throw new Error(`The migration ${migration.name} must be made of SQL texts`)
    return query
  })
}

/**
 * Applies one migration and notes that it was, in one transaction. The ORM's own migrator would look for a database and
 * a schema of fixed names.
 */
export async function applyMigration(
  orm: MikroORM,
  connection: pg.ClientBase,
  migration: NamedMigration,
): Promise<void> {
  const statements = await statementsOf(orm, migration)
  await connection.query('begin')
  try {
    for (const statement of statements) await connection.query(statement)
    await connection.query('insert into schema_migrations (name) values ($1)', [migration.name])
    await connection.query('commit')
  } catch (error) {
    await connection.query('rollback').catch(() => {})
    throw error
  }
}
