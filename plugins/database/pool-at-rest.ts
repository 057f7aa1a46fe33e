import type pg from 'pg'

const LOOK_MS = 100

function isAtRest(pool: pg.Pool): boolean {
  return pool.waitingCount === 0 && pool.idleCount === pool.totalCount
}

/**
 * Resolves when nobody waits for a connection or has one: a pool that ends with a queue leaves those in it without an
 * answer, and the statement client loses a connection that is still being opened when it is destroyed.
 *
 * @param withinSeconds after which it resolves all the same. @returns whether the pool is at rest.
 */
export async function poolAtRest(pool: pg.Pool, withinSeconds: number): Promise<boolean> {
  if (isAtRest(pool)) return true
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const look = () => {
    if (isAtRest(pool)) resolve(true)
  }
  // When it tells of a release, the pool has not counted it yet.
  const lookSoon = () => setImmediate(look)
  pool.on('release', lookSoon)
  // Whoever waits too long leaves the queue without an event, and so does a connection that could not be opened.
  const interval = setInterval(look, LOOK_MS)
  const limit = setTimeout(() => resolve(false), withinSeconds * 1000)
  try {
    return await promise
  } finally {
    pool.off('release', lookSoon)
    clearInterval(interval)
    clearTimeout(limit)
  }
}
