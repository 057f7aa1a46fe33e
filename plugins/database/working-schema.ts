import pg from 'pg'
import { StartError } from '../start-error.ts'

/** The schema that the service works in. */
export interface WorkingSchema {
  name: string
  exists: boolean
}

/**
 * The schema that `search_path` names first. `"$user"` counts when there is such a schema; with the server's default,
 * that leaves `public`.
 *
 * @throws StartError that says how to set it, when it names no schema at all.
 */
export async function findWorkingSchema(connection: pg.ClientBase): Promise<WorkingSchema> {
  const { rows } = await connection.query<{ path: string; current: string | null; account: string }>(
    `select current_setting('search_path') as path, current_schema() as current, quote_ident(current_user) as account`,
  )
  const { path = '', current = null, account = '' } = rows[0] ?? {}
  const [first] = namesIn(path)
  if (first !== undefined && first !== '$user') return { name: first, exists: first === current }
  if (current === null) {
    throw new StartError(
      `The search_path names no schema that exists: ${path}. Set it where it comes from, such as` +
        ` "alter role ${account} set search_path = public" or ?options=-csearch_path%3Dparts in DATABASE_URL`,
    )
  }
  return { name: current, exists: true }
}

/** Creates the working schema when it is missing. @returns its name. */
export async function ensureWorkingSchema(connection: pg.ClientBase): Promise<string> {
  const { name, exists } = await findWorkingSchema(connection)
  if (!exists) await connection.query(`create schema if not exists ${pg.escapeIdentifier(name)}`)
  return name
}

/**
 * The names in a list of identifiers, as PostgreSQL reads it: those without quotes in lower case. An empty one, with which a path
 * can be set to nothing, names no schema.
 */
function namesIn(list: string): string[] {
  const names = [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').toLowerCase() : quoted.replaceAll('""', '"'),
  )
  return names.filter((name) => name !== '')
}
