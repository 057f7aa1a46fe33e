import pg from 'pg'

/** The database that every test's own is copied from. */
export const TEMPLATE = 'inventory_template'
/** Set by the test command, which starts one server for all test files. */
export const SERVER_VARIABLE = 'TEST_POSTGRES_URL'

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs one statement in the server's own database. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
