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
 */
export async function findWorkingSchema(connection: pg.ClientBase): Promise<WorkingSchema> {
  const { rows } = await connection.query<{ path: string; current: string | null }>(
    `select current_setting('search_path') as path, current_schema() as current`,
  )
  const { path = '', current = null } = rows[0] ?? {}
  const [first] = namesIn(path)
  if (first !== undefined && first !== '$user') return { name: first, exists: first === current }
  if (current === null) {
    throw new StartError(
      `The search_path of the database names no schema that exists: ${path}. Create one, or set another`,
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

/** The names in a list of identifiers, as PostgreSQL reads it: those without quotes in lower case. */
function namesIn(list: string): string[] {
  return [...list.matchAll(/"((?:[^"]|"")*)"|([^\s,"]+)/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '').toLowerCase() : quoted.replaceAll('""', '"'),
  )
}
