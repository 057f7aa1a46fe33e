import { randomBytes } from 'node:crypto'
import { Administrator } from './administrator.ts'
import { SERVER_VARIABLE, TEMPLATE, withDatabase } from './running-server.ts'
import type { TestServer } from './test-server.ts'

const administrators = new Map<string, Administrator>()
let ownServer: Promise<TestServer> | undefined

/** What starts a server knows the migrations and with them most of the service: most processes need none of that. */
async function startOwnServer(): Promise<TestServer> {
  const { startTestServer } = await import('./test-server.ts')
  return startTestServer()
}

/** The shared server, or one that ends with this test file. */
async function serverUrl(): Promise<string> {
  const shared = process.env[SERVER_VARIABLE]
  if (shared) return shared
  if (!ownServer) {
    ownServer = startOwnServer()
    // Loaded where a test runs: it takes the process for one.
    const [server, { default: tap }] = await Promise.all([ownServer, import('tap')])
    tap.teardown(() => server.stop())
  }
  return (await ownServer).url
}

function administratorOf(url: string): Administrator {
  const administrator = administrators.get(url) ?? new Administrator(withDatabase(url, 'postgres'))
  administrators.set(url, administrator)
  return administrator
}

/** The part of a tap test that the helpers need. */
export interface Teardown {
  teardown(work: () => Promise<void> | void): void
}

/**
 * Creates a database of the test's own, dropped when the test ends.
 *
 * @param migrated false for an empty database without any table.
 * @returns its connection URL.
 */
export async function createTestDatabase(t: Teardown, { migrated = true } = {}): Promise<string> {
  const url = await serverUrl()
  const administrator = administratorOf(url)
  const name = `test_${randomBytes(6).toString('hex')}`
  await administrator.run(`create database ${name} ${migrated ? `template ${TEMPLATE} strategy file_copy` : ''}`)
  t.teardown(() => administrator.run(`drop database if exists ${name} with (force)`))
  return withDatabase(url, name)
}
