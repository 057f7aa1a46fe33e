import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServerAccount } from '../../plugins/embedded-postgres/server-account.ts'
import { type RunningProgram, runProgram } from './program.ts'
import type { Programs } from './programs.ts'

/** Seconds that a leader may be silent until another one takes over, and how often Patroni looks. */
const LEASE_SECONDS = 10
const LOOK_SECONDS = 2
const RETRY_SECONDS = 3

export interface NodeOptions {
  name: string
  /** Of this node; it has a folder of its own below. */
  folder: string
  etcdPort: number
  postgresPort: number
  restPort: number
  password: string
  programs: Programs
  account: ServerAccount | null
}

/** What Patroni is told. Its files are YAML, of which JSON is a part. */
function configuration(options: NodeOptions): object {
  const { name, folder, etcdPort, postgresPort, restPort, password, programs } = options
  return {
    scope: 'inventory',
    name,
    restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
    etcd3: { host: `127.0.0.1:${etcdPort}` },
    bootstrap: {
      dcs: {
        ttl: LEASE_SECONDS,
        loop_wait: LOOK_SECONDS,
        retry_timeout: RETRY_SECONDS,
        // No leader without what the last one has answered for.
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 200, wal_log_hints: 'on' } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }],
    },
    postgresql: {
      listen: `127.0.0.1:${postgresPort}`,
      connect_address: `127.0.0.1:${postgresPort}`,
      data_dir: join(folder, 'data'),
      bin_dir: programs.postgres,
      pgpass: join(folder, 'pgpass'),
      authentication: {
        superuser: { username: 'postgres', password },
        replication: { username: 'replicator', password },
        rewind: { username: 'rewinder', password },
      },
      parameters: { unix_socket_directories: folder },
      pg_hba: ['host all all 127.0.0.1/32 scram-sha-256', 'host replication replicator 127.0.0.1/32 scram-sha-256'],
    },
    watchdog: { mode: 'off' },
    tags: {},
  }
}

/** One PostgreSQL with the Patroni that looks after it. */
export class PatroniNode {
  readonly options: NodeOptions
  #patroni: RunningProgram | null = null

  constructor(options: NodeOptions) {
    this.options = options
    // Also when the trial is interrupted: a server does not end with its Patroni.
    process.once('exit', () => this.#killServer())
  }

  async start(): Promise<void> {
    const { folder, programs, account } = this.options
    const file = join(folder, 'patroni.json')
    await writeFile(file, JSON.stringify(configuration(this.options)), { mode: 0o644 })
    this.#patroni = runProgram(programs.patroni, [file], { logFile: join(folder, 'patroni.log'), account })
  }

  /** Kills Patroni and PostgreSQL, as a machine that loses its power. */
  async kill(): Promise<void> {
    const patroni = this.#patroni
    this.#patroni = null
    const killed = patroni?.kill()
    this.#killServer()
    await killed
  }

  #killServer(): void {
    try {
      const data = join(this.options.folder, 'data')
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
      // The number may be another program's by now.
      if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)) process.kill(pid, 'SIGKILL')
    } catch {
      // There is no server.
    }
  }
}
