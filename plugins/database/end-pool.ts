import type pg from 'pg'

const LIMIT_MS = 5000

/**
 * Ends a pool, unless somebody else does already. A connection that is still lent out, because its server does not
 * answer, is not waited for without end.
 */
export async function endPool(pool: pg.Pool): Promise<void> {
  if (pool.ending) return
  const { promise: limit, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, LIMIT_MS)
  await Promise.race([pool.end(), limit])
  clearTimeout(timer)
}
