import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '../../test/support/free-port.ts'

const PROGRAM = 'pgbouncer'
/** The account that it runs as when this process is root: it refuses to run as root itself. */
const NOBODY = 65_534
const POLL_MS = 20

export type PoolMode = 'session' | 'transaction'

export interface PoolerOptions {
  mode: PoolMode
  /** Has it keep names of statements for its clients, which it can from 1.21. */
  keepsNames: boolean
  /** More lines of its configuration. */
  lines?: readonly string[]
}

export interface RunningPooler {
  /** URL of the database behind it. */
  url: string
  stop(): Promise<void>
}

/** What PgBouncer says of its version, such as `1.18.0`; null when it is not installed. */
export function poolerVersion(): string | null {
  const { stdout, error } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' })
  return error === undefined ? (/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? 'unknown') : null
}

/** More connections to the server than a service has with its default settings: in session mode each needs one. */
const SERVER_CONNECTIONS = 80

function configuration(server: URL, port: number, { mode, keepsNames, lines = [] }: PoolerOptions): string {
  const { hostname, port: serverPort, username, password } = server
  const target = `host=${hostname} port=${serverPort} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}`
  return [
    '[databases]',
    `* = ${target}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    `pool_mode = ${mode}`,
    `default_pool_size = ${SERVER_CONNECTIONS}`,
    'max_client_conn = 200',
    'ignore_startup_parameters = options,extra_float_digits',
    ...(keepsNames ? ['max_prepared_statements = 200'] : []),
    ...lines,
    '',
  ].join('\n')
}

/**
 * Starts PgBouncer between the service and a server, on a free port.
 *
 * @param databaseUrl of the database, with user and password.
 */
export async function startPooler(databaseUrl: string, options: PoolerOptions): Promise<RunningPooler> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-pooler-'))
  const [port, server, file] = [await freePort(), new URL(databaseUrl), join(folder, 'pgbouncer.ini')]
  await chmod(folder, 0o755)
  await writeFile(file, configuration(server, port, options))
  const account = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const child = spawn(PROGRAM, ['--quiet', file], { stdio: ['ignore', 'ignore', 'inherit'], ...account })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true })
  }
  while (!(await answers(port))) {
    if (child.exitCode !== null) {
      await stop()
      throw new Error(`PgBouncer ended with ${child.exitCode} at its start`)
    }
    await delay(POLL_MS)
  }
  server.host = `127.0.0.1:${port}`
  return { url: server.href, stop }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
