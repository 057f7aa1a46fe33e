import { setTimeout as delay } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { type Cluster, explain, findFreePort, readLogTail, startServer, stopServer } from './cluster.ts'
import { connect, connectToRunning, type RunningServer } from './server-connection.ts'

const ATTEMPTS = 5
const LOOK_MS = 200
/** A server that was killed reads its log again when it starts: seconds, or some minutes on a slow disk. */
const BUSY_MINUTES = 10

export interface StartOptions {
  /** Additional server settings, as in postgresql.conf. */
  flags?: Record<string, string>
  /** Called with a sentence before each step that takes a moment. */
  onProgress?: (message: string) => void
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

/**
 * Connects to the server of a cluster: the one that runs there already, or else one that is started.
 *
 * @throws StartError when it cannot be started; the message has what PostgreSQL said.
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
    let started = false
    try {
      await startServer(cluster, port, flags)
      started = true
      return { client: await connect(port, password), port }
    } catch (error) {
      // It does not take the password, which is kept beside it: without this process nobody would end it.
      if (started) await stopServer(cluster).catch(() => {})
      if (attempt === ATTEMPTS) {
        const tail = await readLogTail(cluster)
        throw new StartError(`The embedded PostgreSQL did not start on ${cluster.folder}: ${explain(error)}\n${tail}`, {
          cause: error,
        })
      }
    }
    // The port was taken meanwhile, or a server that nobody waits for is at its last step.
    await delay(LOOK_MS)
  }
}
