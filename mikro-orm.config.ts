import { Migrator } from '@mikro-orm/migrations'
import { defineConfig, type Options } from '@mikro-orm/postgresql'
import type { Kysely } from 'kysely'
import { migrations } from './migrations/index.ts'
import { readSettings } from './plugins/config/index.ts'
import { BoundDriver } from './plugins/database/bound-driver.ts'
import { databaseNameOf } from './plugins/database/connection-config.ts'
import { sessionOptions } from './plugins/database/limits.ts'
import { createPool } from './plugins/database/pool.ts'
import { createClient } from './plugins/database/query-builder.ts'
import { entities } from './services/entities.ts'

/**
 * The one place with the ORM's settings; the service, its commands and the tests use it.
 *
 * @param client the statement client; whoever made it closes it.
 */
export function ormOptions(client: Kysely<unknown>): Options {
  return defineConfig({
    entities,
    driver: BoundDriver,
    driverOptions: client,
    // The client is connected to its database; the ORM looks for none, and makes none, of this name.
    dbName: 'inventory',
    ensureDatabase: false,
    forceUtcTimezone: true,
    validateRequired: false,
    logger: () => {},
    discovery: { checkDuplicateTableNames: true },
    extensions: [Migrator],
    // Tables of the migrator and the job queue, and what no entity can say: triggers, functions, a table without a key.
    schemaGenerator: {
      skipTables: ['schema_migrations', 'sse_event_horizon'],
      ignoreSchema: ['jobs_of_public'],
      ignoreTriggers: true,
      ignoreRoutines: true,
    },
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'schema_migrations' },
  })
}

/** What the `mikro-orm` command reads. */
export default async (): Promise<Options> => {
  const settings = readSettings()
  const { databaseUrl, poolMax } = settings
  if (databaseUrl === null) throw new Error('Set DATABASE_URL to use the mikro-orm command')
  const client = createClient(createPool({ databaseUrl, poolMax, ...sessionOptions(settings) }))
  const dbName = databaseNameOf(databaseUrl)
  return { ...ormOptions(client), ...(dbName === undefined ? {} : { dbName }) }
}
