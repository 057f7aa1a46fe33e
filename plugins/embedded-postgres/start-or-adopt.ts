import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { findDatabaseError } from '../database/database-error.ts'
import { StartError } from '../start-error.ts'
import { type Cluster, explain, findFreePort, isServerAlive, readPidFile, startServer, stopServer } from './cluster.ts'
import { connect, connectToRunning, type RunningServer } from './server-connection.ts'
import { lengthOfLog, reasonInLog } from './server-log.ts'

const ATTEMPTS = 5
const LOOK_MS = 200
const WRONG_PASSWORD = '28P01'
/** In which the server writes its process, and before whose end no other one starts. */
const PID_FILE = 'postmaster.pid'
/** A file of the cluster that people change, and that is there. */
const SETTINGS_FILE = /\.conf"(?!: No such file)/
/** What PostgreSQL says of files and folders that it has made itself. */
const IS_MISSING = /No such file or directory|WAL directory "pg_wal" does not exist/
/** A server that was killed reads its log again when it starts: seconds, or some minutes on a slow disk. */
const BUSY_MINUTES = 10

export interface StartOptions {
  /** Additional server settings, as in postgresql.conf. */
  flags?: Record<string, string>
  /** Called with a sentence before each step that takes a moment. */
  onProgress?: (message: string) => void
  /** Called with a sentence when the server has ended by itself. */
  onTrouble?: (message: string) => void
}

/** Resolves when no server on this folder is about to start or to end, with the one that runs there, if any. */
async function findRunning(
  cluster: Cluster,
  password: string,
  onProgress: (message: string) => void,
): Promise<RunningServer | null> {
  const until = performance.now() + BUSY_MINUTES * 60_000
  for (let looks = 0; performance.now() < until; looks++) {
    const running = await connectToRunning(cluster, password)
    if (running !== 'busy') return running
    if (looks === 0) onProgress(`Waiting for the embedded PostgreSQL on ${cluster.folder}, which recovers or ends`)
    await delay(LOOK_MS)
  }
  throw new StartError(
    `The embedded PostgreSQL on ${cluster.folder} has not come up for ${BUSY_MINUTES} minutes; its log is` +
      ` ${cluster.logFile}. Start the service again when it has: it goes on with that server`,
  )
}

/** Whether the server takes another password than the one that is kept for it. */
function asksForAnother(error: unknown): boolean {
  return findDatabaseError(error)?.code === WRONG_PASSWORD
}

/** What to do about what PostgreSQL says, with a blank behind it. */
function adviceFor(reason: string): string {
  if (SETTINGS_FILE.test(reason)) return 'Mend that file and start the service again. '
  if (IS_MISSING.test(reason))
    return 'The folder is not whole, as after half a restore: restore it anew from the backup. '
  return ''
}

function explainPidFile(file: string, pid: number | null): string {
  if (pid === null) {
    return (
      `${file} is damaged and names no process, as after a power cut. If no PostgreSQL runs on that folder, delete the file; if one` +
      ' does, end it. Then start the service again'
    )
  }
  return (
    `${file} names the process ${pid}, which runs. If that is no PostgreSQL of this folder, such as after a power cut` +
    ', delete the file; if it is one, end it. Then start the service again'
  )
}

/** @returns what to tell of a start that has failed. */
async function explainStart(cluster: Cluster, error: unknown, logBefore: number): Promise<StartError> {
  const failure = `The embedded PostgreSQL did not start on ${cluster.folder}`
  if (asksForAnother(error)) {
    const advice = `it does not take the password in ${cluster.passwordFile}. Put that file back from a backup of the folder`
    return new StartError(`${failure}: ${advice}`, { cause: error })
  }
  const reason = (await reasonInLog(cluster, logBefore)) ?? explain(error)
  const pidFile = readPidFile(cluster)
  if (pidFile !== null && reason.includes(PID_FILE)) {
    return new StartError(`${failure}: ${explainPidFile(join(cluster.folder, PID_FILE), pidFile.pid)}`, {
      cause: error,
    })
  }
  const advice = adviceFor(reason)
  return new StartError(`${failure}: ${reason}. ${advice}Its log is ${cluster.logFile}`, { cause: error })
}

/**
 * Connects to the server of a cluster: the one that runs there already, or else one that is started.
 *
 * @throws StartError when it cannot be started; the message has the reason that PostgreSQL gave.
 */
export async function startOrAdopt(
  cluster: Cluster,
  password: string,
  { flags = {}, onProgress = () => {} }: StartOptions,
): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const running = await findRunning(cluster, password, onProgress)
    if (running) {
      onProgress(`Found an embedded PostgreSQL that runs on ${cluster.folder} already`)
      return running
    }
    const port = await findFreePort()
    const before = await lengthOfLog(cluster)
    let started = false
    try {
      await startServer(cluster, port, flags)
      started = true
      return { client: await connect(port, password), port }
    } catch (error) {
      // It does not take the password, which is kept beside it: without this process nobody would end it.
      if (started) await stopServer(cluster).catch(() => {})
      if (attempt === ATTEMPTS || asksForAnother(error)) throw await explainStart(cluster, error, before)
    }
    // The port was taken meanwhile, or a server that nobody waits for is at its last step.
    await delay(LOOK_MS)
  }
}

/**
 * Connects to the server of this process, and starts it again on its port if it has ended.
 *
 * @throws StartError when it cannot be started, and the error of the connection when it runs and lets nobody in.
 */
export async function reconnect(
  cluster: Cluster,
  password: string,
  port: number,
  { flags = {}, onTrouble = () => {} }: StartOptions,
): Promise<pg.Client> {
  try {
    return await connect(port, password)
  } catch (error) {
    if (isServerAlive(cluster)) throw error
  }
  // After one that was killed its other processes end.
  await delay(LOOK_MS)
  const before = await lengthOfLog(cluster)
  try {
    await startServer(cluster, port, flags)
  } catch (error) {
    throw await explainStart(cluster, error, before)
  }
  onTrouble(
    `The embedded PostgreSQL on ${cluster.folder} had ended and was started again; its log is ${cluster.logFile}`,
  )
  return connect(port, password)
}
