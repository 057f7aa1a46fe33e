import { ormOptions } from '../mikro-orm.config.ts'
import type { Settings } from '../plugins/config/index.ts'
import { connectDatabase, type DatabaseConnection } from '../plugins/database/connect.ts'
import { databaseNameOf } from '../plugins/database/connection-config.ts'
import { explainConnection } from '../plugins/database/connection-problem.ts'
import { DatabaseUnusableError } from '../plugins/database/database-error.ts'
import { sessionOptions } from '../plugins/database/limits.ts'
import { findRunningServer } from '../plugins/embedded-postgres/index.ts'
import { Refusal } from './refusal.ts'

/** What a command works with. */
export interface CommandContext {
  settings: Settings
  connection: DatabaseConnection
  /** Prints a line for people on standard output. */
  say: (line: string) => void
}

/** The database URL without its password. */
export function describeTarget(url: string): string {
  const target = URL.parse(url)
  // A server that is named by parameters, such as the folder of a socket, makes no URL.
  if (target === null) return `the database ${databaseNameOf(url) ?? 'of DATABASE_URL'}`
  target.password = ''
  target.search = ''
  return target.href
}

/**
 * Connects, checks that the server answers, and prints which database the command works on.
 *
 * @param beside whether the command works beside a service that owns the embedded database, if one runs.
 * @throws Refusal when the server cannot be reached.
 */
export async function openContext(
  settings: Settings,
  say: (line: string) => void,
  { beside = false }: { beside?: boolean } = {},
): Promise<CommandContext> {
  const running = beside && settings.databaseUrl === null ? await findRunningServer(settings.dataDir) : null
  const connection = await connectDatabase({
    databaseUrl: settings.databaseUrl ?? running,
    dataDir: settings.dataDir,
    poolMax: 4,
    ...sessionOptions({ ...settings, dbStatementTimeout: settings.dbLongStatementTimeout }),
    ormOptions,
    onProgress: say,
  })
  try {
    await connection.db.query('select 1')
  } catch (error) {
    await connection.close()
    if (error instanceof DatabaseUnusableError) throw new Refusal(error.message)
    throw new Refusal(`No connection to ${describeTarget(connection.url)}: ${explainConnection(error)}`)
  }
  say(`Database: ${describeTarget(connection.url)}`)
  return { settings, connection, say }
}

/** @throws Refusal in production unless destructive commands were allowed by configuration. */
export function assertDestructiveAllowed(settings: Settings, what: string): void {
  if (settings.isProduction && !settings.allowDestructiveCommands) {
    throw new Refusal(`${what} is refused in production; set ALLOW_DESTRUCTIVE_COMMANDS=true to do it all the same`)
  }
}
