import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'

const OWN_FRAME = /node_modules|node:internal|plugins[\\/]database/

/** The last three application frames of the call that leads here. */
function callers(): string[] {
  const frames = new Error('caller').stack?.split('\n').slice(1) ?? []
  return frames
    .filter((frame) => !OWN_FRAME.test(frame))
    .slice(0, 3)
    .map((frame) => frame.trim())
}

/** Logs at DEBUG who takes and gives back which connection, and how full the pool is. */
export function logPoolUse(pool: pg.Pool, log: FastifyBaseLogger): void {
  const numbers = new WeakMap<pg.PoolClient, number>()
  let opened = 0
  const report = (event: string, client: pg.PoolClient) => {
    const usage = { inUse: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }
    log.debug({ connection: numbers.get(client), callers: callers(), ...usage }, `database connection ${event}`)
  }
  pool.on('connect', (client) => numbers.set(client, ++opened))
  pool.on('acquire', (client) => report('acquired', client))
  pool.on('release', (_error, client) => report('released', client))
}
