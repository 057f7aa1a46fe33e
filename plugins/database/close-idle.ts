import type pg from 'pg'

/** Closes the idle connections of a pool. New ones begin with the defaults that the role and the database have by then. */
export async function closeIdle(pool: pg.Pool): Promise<void> {
  const taken = await Promise.allSettled(Array.from({ length: pool.idleCount }, () => pool.connect()))
  for (const connection of taken) if (connection.status === 'fulfilled') connection.value.release(true)
}
