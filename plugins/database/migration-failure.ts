import type pg from 'pg'
import { StartError } from '../start-error.ts'
import { findDatabaseError } from './database-error.ts'

/** SQLSTATEs of objects that exist already: schema, column, object, relation, function. */
const DUPLICATES = new Set(['42P06', '42701', '42710', '42P07', '42723'])
const READ_ONLY = '25006'
const INSUFFICIENT_PRIVILEGE = '42501'
const UNDEFINED_COLUMN = '42703'
/** What is said where the functions and operators of an extension cannot be found. */
const NOT_FOUND = new Set(['42704', '42883'])

/** Where the service can work instead. */
export const OWN_PLACE =
  'Use a database of its own, or a schema of its own that search_path names (?options=-csearch_path%3Dparts in DATABASE_URL)'

/** Says in plain words why the database cannot be brought up to date; any other error is passed on as it is. */
export async function explainMigrationFailure(error: unknown, connection: pg.ClientBase): Promise<unknown> {
  const code = findDatabaseError(error)?.code
  if (code === undefined || !(error instanceof Error)) return error
  const cause = { cause: error }
  if (code === READ_ONLY) {
    const advice = 'Set DATABASE_URL to a server that takes changes'
    return new StartError(
      `Migrations are pending, and the database can only be read (${error.message}). ${advice}`,
      cause,
    )
  }
  if (DUPLICATES.has(code)) {
    return new StartError(
      `Something of another program is in the way in the database: ${error.message}. ${OWN_PLACE}`,
      cause,
    )
  }
  if (code === INSUFFICIENT_PRIVILEGE) return explainDenial(error)
  if (!NOT_FOUND.has(code)) return error
  const missing = await findMissingGrant(connection).catch(() => null)
  return missing === null ? error : new StartError(missing, cause)
}

/** Which right is missing stands in the server's own message. */
function explainDenial(error: Error): StartError {
  return new StartError(
    `The user of DATABASE_URL lacks a right that is needed (${error.message}). Use the user that owns the tables of the` +
      ' service, or have the owner or a superuser grant the right',
    { cause: error },
  )
}

/** Says that the note of the migrations belongs to somebody else, where that is what an error of reading it means. */
export function explainUnreadableNote(error: unknown): unknown {
  const code = findDatabaseError(error)?.code
  if (code === INSUFFICIENT_PRIVILEGE && error instanceof Error) return explainDenial(error)
  if (code !== UNDEFINED_COLUMN) return error
  return new StartError(`The table schema_migrations in the database belongs to another program. ${OWN_PLACE}`, {
    cause: error,
  })
}

/** What keeps this user from the extension that the searches need, and how to mend it; null when nothing does. */
export async function findMissingGrant(connection: pg.ClientBase): Promise<string | null> {
  const { rows } = await connection.query<{ schema: string; account: string; usable: boolean; found: boolean }>(
    `select quote_ident(n.nspname) as schema, quote_ident(current_user) as account,
            has_schema_privilege(n.oid, 'usage') as usable, n.nspname = any(current_schemas(true)) as found
       from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'`,
  )
  const [row] = rows
  if (row === undefined) return null
  if (!row.usable) {
    return (
      `The extension pg_trgm lies in the schema ${row.schema}, which ${row.account} may not use. The owner of the schema` +
      ` grants it: grant usage on schema ${row.schema} to ${row.account}`
    )
  }
  if (row.found) return null
  return `The extension pg_trgm lies in the schema ${row.schema}: add that one to the end of search_path`
}
