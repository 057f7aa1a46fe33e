import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type EmbeddedServer, startEmbeddedServer } from '../plugins/embedded-postgres/index.ts'
import { Replica } from './replica.ts'

/** Connections of one replica's pool, and beyond the pool: notifications, the job queue's listener, the run's lock. */
const POOL = 10

/** A database, a folder for files, and the processes of the service that share both. */
export interface SoakEnvironment {
  databaseUrl: string
  /** Holds the logs, which stay there when the run has failed. */
  folder: string
  replicas: [Replica, Replica]
  logs: string[]
  /** Runs a command of the service. @returns what it wrote. @throws Error when it fails. */
  cli(...args: string[]): Promise<string>
  close(options: { keep: boolean }): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Starts a PostgreSQL with the sample data, and prepares two replicas that are not started yet. */
export async function createEnvironment(): Promise<SoakEnvironment> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-soak-'))
  const server: EmbeddedServer = await startEmbeddedServer({ dataDir: join(folder, 'database') })
  const { PATH = '', HOME = '' } = process.env
  await mkdir(join(folder, 'files'))
  const env = {
    PATH,
    HOME,
    NODE_COMPILE_CACHE: 'node_modules/.cache/compiled',
    APP_ENV: 'testing',
    DATABASE_URL: server.url,
    DATA_DIR: join(folder, 'files'),
    DB_POOL_SIZE: String(POOL),
    DB_POOL_MAX_OVERFLOW: '0',
    FASTIFY_LOG_LEVEL: 'warn',
    FRONTEND_VERSION_URL: 'http://127.0.0.1:9/version.json',
    METRICS_UPDATE_INTERVAL: '5',
    SHUTDOWN_LISTEN_SECONDS: '1',
    // Nothing is cleared away before it has been looked at.
    TASK_CLEANUP_INTERVAL_SECONDS: '86400',
  }
  const cli = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, ['cli/main.ts', ...args], { env })
    return stdout.trim()
  }
  await cli('load-sample-data', '--yes-i-am-sure')
  const logs = ['a', 'b'].map((name) => join(folder, `${name}.log`))
  const replica = async (name: string, log: string) => new Replica(name, await freePort(), env, log)
  const replicas: [Replica, Replica] = [await replica('a', logs[0] ?? ''), await replica('b', logs[1] ?? '')]
  return {
    databaseUrl: server.url,
    folder,
    replicas,
    logs,
    cli,
    async close({ keep }) {
      await Promise.all(replicas.map((each) => each.end('SIGKILL')))
      await server.stop()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}
