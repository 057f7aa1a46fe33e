import type { FastifyInstance } from 'fastify'
import pg from 'pg'

export interface StoredTaskEvent {
  event_type: string
  task_id: string
  timestamp: string
  data: Record<string, unknown> | null
}

/**
 * Makes a function that waits until a task has completed or failed, and answers all of its events. It is told of events
 * by the database, as the service's replicas are.
 */
export function followTask(app: FastifyInstance): (taskId: string) => Promise<StoredTaskEvent[]> {
  async function read(taskId: string): Promise<StoredTaskEvent[]> {
    const rows = await app.db.query<{ data: StoredTaskEvent }>(
      'select data from sse_events where task_id = $1 order by id',
      [taskId],
    )
    return rows.map(({ data }) => data)
  }

  return async (taskId) => {
    const client = new pg.Client({ connectionString: app.databaseUrl })
    await client.connect()
    try {
      let news = Promise.withResolvers<void>()
      client.on('notification', () => news.resolve())
      await client.query('listen sse_events')
      // One read after another: none is left when the test goes on, and perhaps closes the service.
      for (;;) {
        news = Promise.withResolvers<void>()
        const events = await read(taskId)
        if (/completed|failed/.test(events.at(-1)?.event_type ?? '')) return events
        await news.promise
      }
    } finally {
      await client.end()
    }
  }
}
