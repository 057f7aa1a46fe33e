import type pg from 'pg'

type Release = pg.PoolClient['release']

/**
 * Has the connections of a pool given back once only, however often their user does it: the job queue does it again
 * when a connection breaks while it stops, and a pool throws then, where nobody catches it.
 */
export function releaseOnce(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    let current: Release = () => {}
    // The pool sets this each time that it hands the connection out.
    Object.defineProperty(client, 'release', {
      configurable: true,
      get: () => current,
      set(release: Release) {
        let isReleased = false
        current = (destroy) => {
          if (isReleased) return
          isReleased = true
          release(destroy)
        }
      },
    })
  })
}
