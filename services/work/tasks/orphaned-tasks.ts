import type { Database } from '../../../plugins/database/database.ts'
import type { LiveEvents } from '../../../plugins/sse/live-events.ts'
import { taskEvent } from './task-event.ts'
import { countEnd } from './task-metrics.ts'
import { ADD_MISSING_JOBS, DEAD_WORKERS, RELEASE_ORPHANS, UNLOCK_JOBS } from './worker-statements.ts'

/** The worker of a process that looks whether others have died. */
export interface Survivor {
  name: string
  knowsWhoDied: boolean
}

/**
 * Releases the tasks and jobs of workers whose process is gone: the tasks become pending, and their jobs unlocked.
 * A worker counts as running while the connection that holds its lock is open.
 *
 * @param self this process's own worker. While it does not know who has died, only jobs that are missing are added.
 * @returns how many tasks were released.
 */
export async function releaseOrphanedTasks(db: Database, sse: LiveEvents, self: Survivor): Promise<number> {
  return db.transaction(async (unit) => {
    const dead = self.knowsWhoDied ? await unit.query(DEAD_WORKERS, [self.name]) : []
    const names = dead.map(({ worker }) => worker)
    const orphans = names.length === 0 ? [] : await unit.query(RELEASE_ORPHANS, [names])
    if (names.length > 0) await unit.query(UNLOCK_JOBS, [names])
    await unit.query(ADD_MISSING_JOBS)
    for (const { task_id, name, subject, status, error } of orphans) {
      if (status !== 'failed') continue
      await sse.publish({ ...taskEvent(task_id, 'task_failed', { error }), subject, taskId: task_id })
      unit.afterCommit(() => countEnd(name, 'failed', null))
    }
    return orphans.length
  })
}
