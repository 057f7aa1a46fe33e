import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SERVER_VARIABLE } from '../../test/support/running-server.ts'
import { signIn, startSignIn } from '../../test/support/signed-in-app.ts'
import { startTestServer } from '../../test/support/test-server.ts'

const ACCOUNTS = { reader: 'rosa', editor: 'eddie', admin: 'ada' } as const

export type Role = keyof typeof ACCOUNTS

/** A service on a database of its own where people sign in at a real provider. */
export interface TestedService {
  base: string
  /** Bearer tokens that outlast the run. */
  tokens: Record<Role, string>
  /** What it has logged as error or worse. */
  errors(): string[]
  close(): Promise<void>
}

/** One kind of task of a testing build is there to fail. */
function isError(line: string): boolean {
  return /"level":[56]0/.test(line) && !line.includes('"task":"failing_task"')
}

/** Starts it. @param isTesting with the routes that only a testing build has. */
export async function startTestedService(isTesting: boolean): Promise<TestedService> {
  const ends: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const end of ends.reverse()) await end()
  }
  const server = await startTestServer()
  ends.push(() => server.stop())
  process.env[SERVER_VARIABLE] = server.url
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-contract-'))
  ends.push(() => rm(dataDir, { recursive: true, force: true }))
  const t = { teardown: (work: () => Promise<void> | void) => void ends.push(work) }
  const setup = await startSignIn(t, {
    accessTokenSeconds: 24 * 3600,
    logLevel: 'warn',
    settings: {
      dataDir,
      drainAuthKey: 'a key that no request has',
      ...(isTesting ? { appEnv: 'testing' as const } : {}),
    },
  })
  const tokens = { reader: '', editor: '', admin: '' }
  for (const role of ['reader', 'editor', 'admin'] as const) {
    const browser = await signIn(setup, ACCOUNTS[role])
    tokens[role] = browser.cookie(setup.baseurl, setup.app.auth.cookies.accessName) ?? ''
  }
  return { base: setup.baseurl, tokens, errors: () => setup.log.filter(isError), close }
}
