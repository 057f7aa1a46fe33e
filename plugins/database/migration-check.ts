import type { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { StartError } from '../start-error.ts'
import { findCreated } from './created-objects.ts'
import { findMissingGrant, OWN_PLACE } from './migration-failure.ts'
import { listMigrations } from './migration-list.ts'
import { FIND_TAKEN, READ_OWNER, READ_RIGHTS } from './migration-statements.ts'
import type { RowOf } from './statement.ts'
import { findWorkingSchema } from './working-schema.ts'

/** So many names are told one by one. */
const NAMED = 10

/**
 * Looks whether the pending migrations can be applied, before the first statement that changes something.
 *
 * @param applied names of the migrations that the database has.
 * @throws StartError that says what is in the way or which right is missing, and what to do.
 */
export async function assertCanMigrate(
  orm: MikroORM,
  connection: pg.ClientBase,
  applied: readonly string[],
): Promise<void> {
  const { name: schema } = await findWorkingSchema(connection)
  const known = listMigrations(orm).map(({ name }) => name)
  if (applied.some((name) => known.includes(name))) return assertOwner(connection, schema)
  if (applied.length > 0)
    throw new StartError(`The table schema_migrations in the database belongs to another program. ${OWN_PLACE}`)
  await assertRights(connection, schema)
  const missing = await findMissingGrant(connection)
  if (missing !== null) throw new StartError(`${missing}. Nothing was changed`)
  await assertNamesFree(connection, schema, await findCreated(orm, known))
}

async function assertNamesFree(
  connection: pg.ClientBase,
  schema: string,
  created: Map<string, Set<string>>,
): Promise<void> {
  const namesOf = (...kinds: string[]) => kinds.flatMap((kind) => [...(created.get(kind) ?? [])])
  const { rows } = await connection.query<RowOf<typeof FIND_TAKEN>>(FIND_TAKEN.text, [
    schema,
    namesOf('table', 'view', 'materialized view', 'sequence', 'index'),
    namesOf('function', 'procedure'),
    namesOf('type', 'domain'),
  ])
  if (rows.length === 0) return
  const named = rows.slice(0, NAMED).map(({ what, name }) => `${what} ${name}`)
  if (rows.length > NAMED) named.push(`and ${rows.length - NAMED} more`)
  throw new StartError(
    `Something of another program is in the way in the schema ${schema}: ${named.join(', ')}. Nothing was changed. ${OWN_PLACE}`,
  )
}

async function assertRights(connection: pg.ClientBase, name: string): Promise<void> {
  const { rows } = await connection.query<RowOf<typeof READ_RIGHTS>>(READ_RIGHTS.text, [name])
  const [rights] = rows
  if (rights === undefined) return
  const { account, database, schema } = rights
  if (!rights.has_extension && !rights.knows_extension) {
    throw new StartError(
      'The server does not have the extension pg_trgm, which the searches need: install PostgreSQL’s contrib modules' +
        ' (Debian has them in the package of the server) or choose a server that has it. Nothing was changed',
    )
  }
  const isMissing = rights.creates_tables === null
  const wanted = [
    ...(isMissing ? [`the schema ${schema}`] : []),
    ...(rights.has_queue ? [] : ['a schema for the job queue']),
    ...(rights.has_extension ? [] : ['the extension pg_trgm']),
  ]
  const missing = [
    ...(wanted.length > 0 && !rights.creates_schemas
      ? [
          {
            right: `create on the database ${database}, for ${wanted.join(', ')}`,
            grant: `create on database ${database}`,
          },
        ]
      : []),
    ...(rights.creates_tables === false
      ? [{ right: `create on the schema ${schema}, for tables`, grant: `usage, create on schema ${schema}` }]
      : []),
  ]
  if (missing.length === 0) return
  throw new StartError(
    `The user ${account} lacks rights that migrations need: ${missing.map(({ right }) => right).join('; ')}. Nothing was` +
      ` changed. As the owner of the database or as a superuser, run in it: ` +
      missing.map(({ grant }) => `grant ${grant} to ${account};`).join(' '),
  )
}

/** Only the owner of a table can change it. */
async function assertOwner(connection: pg.ClientBase, schema: string): Promise<void> {
  const table = `${pg.escapeIdentifier(schema)}.schema_migrations`
  const { rows } = await connection.query<RowOf<typeof READ_OWNER>>(READ_OWNER.text, [table])
  const [row] = rows
  if (row === undefined || row.acts_as_owner) return
  throw new StartError(
    `Migrations are pending, and the tables belong to ${row.owner}: ${row.account} cannot change them. Nothing was changed.` +
      ` Run migrate with a DATABASE_URL of ${row.owner}, or let ${row.account} act as that user: grant ${row.owner} to ${row.account};`,
  )
}
