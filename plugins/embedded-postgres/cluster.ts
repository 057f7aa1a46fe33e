import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chmod, chown, link, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { StartError } from '../start-error.ts'
import type { PostgresBinaries } from './binaries.ts'
import { isAlive } from './is-alive.ts'
import { asAccount, type ServerAccount } from './server-account.ts'

/** Sorts names as people do (upper and lower case together) on every platform. */
const INITDB_FLAGS = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=und',
  '--auth=scram-sha-256',
]

/** So many files are told one by one. */
const NAMED = 5

const STARTED_BY_FLAGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
  jit: 'off',
}

/** Where the files of one embedded database cluster lie, and how its programs are run. */
export interface Cluster {
  /** Folder that holds the cluster and its password, absolute. */
  dataDir: string
  folder: string
  passwordFile: string
  logFile: string
  binaries: PostgresBinaries
  account: ServerAccount | null
}

/** Describes the cluster below `dataDir`; touches nothing. */
export function describeCluster(dataDir: string, binaries: PostgresBinaries, account: ServerAccount | null): Cluster {
  const folder = join(dataDir, 'postgres')
  return {
    dataDir,
    folder,
    passwordFile: join(dataDir, 'postgres.password'),
    logFile: join(folder, 'server.log'),
    binaries,
    account,
  }
}

/**
 * Runs a program of PostgreSQL in a process group of its own: a Ctrl-C in the terminal, or a signal to the group of the
 * service, must not end it half-way.
 *
 * @throws Error with what the program wrote to its standard error.
 */
async function runAsAccount(cluster: Cluster, program: string, args: string[]): Promise<void> {
  const { command, args: commandArgs, uid, gid } = asAccount(cluster.account, program, args)
  const child = spawn(command, commandArgs, {
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
    cwd: '/',
    env: ownEnvironment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // A process that ends meanwhile leaves no program behind: told so, pg_ctl ends the server that it is starting.
  const onExit = () => child.kill('SIGINT')
  process.once('exit', onExit)
  // The server that pg_ctl starts writes to a file, so that the pipe ends with the program.
  // A program that could not be started may have no streams: somebody listens to it before they are touched.
  const closed = once(child, 'close')
  const ended = Promise.all([child.stderr ? text(child.stderr) : '', closed])
  const [errors, [code, signal]] = await ended.finally(() => process.off('exit', onExit))
  if (code !== 0) throw new Error(errors.trim() || `${program} ended with ${code ?? signal}`)
}

/** The process's environment without the variables of PostgreSQL's clients, which are about some other server. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'))
  return { ...Object.fromEntries(others), LC_ALL: 'C' }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Gives the cluster's files to the server's account: a copied folder belongs to whoever copied it. */
async function takeOwnership(cluster: Cluster): Promise<void> {
  await chmod(cluster.folder, 0o700)
  const { account } = cluster
  if (account === null || (await stat(cluster.folder)).uid === account.uid) return
  await chown(cluster.folder, account.uid, account.gid)
  for (const entry of await readdir(cluster.folder, { recursive: true })) {
    await chown(join(cluster.folder, entry), account.uid, account.gid)
  }
}

/** The superuser's password, made once for a data folder and kept beside the cluster with mode 0600. */
export async function readPassword(cluster: Cluster): Promise<string> {
  if (!(await exists(cluster.passwordFile))) {
    const draft = `${cluster.passwordFile}.${randomBytes(3).toString('hex')}`
    await writeFile(draft, randomBytes(24).toString('base64url'), { mode: 0o600 })
    // A hard link appears with its content and never replaces another process's password.
    await link(draft, cluster.passwordFile).catch(() => {})
    await rm(draft)
  }
  return (await readFile(cluster.passwordFile, 'utf8')).trim()
}

/** @throws StartError when the folder holds something else than a cluster, which a new one would have to replace. */
async function assertRoomForNew(cluster: Cluster): Promise<void> {
  const entries = await readdir(cluster.folder).catch(() => [])
  // Another process may have made the cluster meanwhile.
  if (entries.length === 0 || (await exists(join(cluster.folder, 'PG_VERSION')))) return
  const named = entries.length > NAMED ? [...entries.slice(0, NAMED), '…'] : entries
  throw new StartError(
    `The folder ${cluster.folder} is no database of PostgreSQL: it lacks the file PG_VERSION and holds other files` +
      ` (${named.join(', ')}), as after half a restore. Nothing was changed. Restore it anew from the backup, or move it away` +
      ' to begin with an empty inventory',
  )
}

/**
 * Creates the cluster when the data folder has none. It is made under another name and renamed when complete, so
 * that a process killed half-way, or a second one that starts at the same time, never leaves a broken cluster.
 *
 * @returns true when a new cluster was made.
 * @throws StartError when the folder is no cluster and not empty, and when none can be made.
 */
export async function ensureInitialised(cluster: Cluster): Promise<boolean> {
  if (await exists(join(cluster.folder, 'PG_VERSION'))) {
    await takeOwnership(cluster)
    return false
  }
  await assertRoomForNew(cluster)
  const fresh = `${cluster.folder}.new-${process.pid}-${randomBytes(3).toString('hex')}`
  const passwordFile = `${fresh}.password`
  await mkdir(fresh, { mode: 0o700 })
  try {
    await writeFile(passwordFile, await readPassword(cluster), { mode: 0o600 })
    if (cluster.account) {
      await chown(fresh, cluster.account.uid, cluster.account.gid)
      await chown(passwordFile, cluster.account.uid, cluster.account.gid)
    }
    await runAsAccount(cluster, cluster.binaries.initdb, [
      `--pgdata=${fresh}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      ...INITDB_FLAGS,
    ])
    await rename(fresh, cluster.folder)
    return true
  } catch (error) {
    if (await exists(join(cluster.folder, 'PG_VERSION'))) return false
    throw new StartError(`The embedded PostgreSQL could not be initialised in ${cluster.folder}: ${explain(error)}`, {
      cause: error,
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

/** The port of the server that `postmaster.pid` names, or null when the folder has no such file. */
export async function readRunningPort(cluster: Cluster): Promise<number | null> {
  const lines = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const port = Number(lines[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

/** Starts the server in a session of its own, so that a Ctrl-C in the terminal reaches the service only. */
export async function startServer(cluster: Cluster, port: number, flags: Record<string, string>): Promise<void> {
  const options = Object.entries({ ...STARTED_BY_FLAGS, ...flags }).map(([name, value]) => `-c ${name}='${value}'`)
  await runAsAccount(cluster, cluster.binaries.pg_ctl, [
    'start',
    '--wait',
    '--timeout=60',
    `--pgdata=${cluster.folder}`,
    `--log=${cluster.logFile}`,
    `--options=-p ${port} ${options.join(' ')}`,
  ])
}

/** Ends the server: open transactions are rolled back, connections closed. Nothing is done for one that has ended. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const args = ['stop', '--wait', '--mode=fast', `--pgdata=${cluster.folder}`]
  try {
    await runAsAccount(cluster, cluster.binaries.pg_ctl, args)
  } catch (error) {
    if (isServerAlive(cluster)) throw error
  }
}

/**
 * What `postmaster.pid` says: the process of the server, or null in its place where the file is damaged, as by a power cut. Zero and
 * numbers below would stand for other processes.
 *
 * @returns null when the folder has no such file.
 */
export function readPidFile(cluster: Cluster): { pid: number | null } | null {
  try {
    const [line = ''] = readFileSync(join(cluster.folder, 'postmaster.pid'), 'utf8').split('\n', 1)
    return { pid: /^[1-9]\d*$/.test(line.trim()) ? Number(line) : null }
  } catch {
    return null
  }
}

/** The process of the server that `postmaster.pid` names; null when it names none, and when the folder has no such file. */
export function serverPid(cluster: Cluster): number | null {
  return readPidFile(cluster)?.pid ?? null
}

/** Whether the process of the server runs that `postmaster.pid` names. */
export function isServerAlive(cluster: Cluster): boolean {
  const pid = serverPid(cluster)
  return pid !== null && isAlive(pid)
}

/** Tells the server to end, without waiting: for a process that is about to be gone. */
export function endServerSoon(cluster: Cluster): void {
  const pid = serverPid(cluster)
  try {
    if (pid !== null) process.kill(pid, 'SIGINT')
  } catch {
    // It has ended already.
  }
}

/** Whether two paths are the same folder. */
export async function isSameFolder(a: string, b: string): Promise<boolean> {
  return (await realpath(a)) === (await realpath(b).catch(() => b))
}

/** A TCP port on the loopback interface that is free now. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free TCP port on 127.0.0.1')
  return address.port
}

/** What a failed program said. */
export function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
