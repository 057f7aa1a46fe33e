import { Migrator } from '@mikro-orm/migrations'
import { defineConfig, type Options } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import { migrations } from './migrations/index.ts'
import { readSettings } from './plugins/config/index.ts'
import { BlankStringsSubscriber } from './plugins/database/blank-strings.ts'
import { createClient, createPool } from './plugins/database/pool.ts'
import { entities } from './services/entities.ts'

/**
 * The one place with the ORM's settings; the service, its commands and the tests use it.
 *
 * @param client the statement client; whoever made it closes it.
 */
export function ormOptions(client: Kysely<unknown>): Options {
  return defineConfig({
    entities,
    driverOptions: client,
    dbName: 'inventory',
    forceUtcTimezone: true,
    validateRequired: false,
    logger: () => {},
    discovery: { checkDuplicateTableNames: true },
    subscribers: [new BlankStringsSubscriber()],
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'schema_migrations' },
  })
}

/** What the `mikro-orm` command reads. */
export default async (): Promise<Options> => {
  const { databaseUrl, poolMax, dbPoolTimeout } = readSettings()
  if (databaseUrl === null) throw new Error('Set DATABASE_URL to use the mikro-orm command')
  return ormOptions(createClient(createPool({ databaseUrl, poolMax, poolTimeoutSeconds: dbPoolTimeout })))
}
