import type pg from 'pg'
import type { StartedTasks } from './actors/task-starter.ts'
import type { Page } from './page.ts'

/** What is wrong with the tasks and with what the pages were told about them. */
export interface TaskFindings {
  checked: number
  /** Tasks that did not end as they must. */
  badEnds: string[]
  /** Events that a page did not get, got twice, or got in the wrong order. */
  badEvents: string[]
  /** Tasks that began more than once, because their process died. */
  takenOver: number
}

function complaint(events: readonly string[], isCancelled: boolean): string | undefined {
  const ends = events.filter((type) => type === 'task_completed' || type === 'task_failed')
  if (isCancelled) return ends.length > 0 ? `has ${ends.join(' and ')} in spite of its cancel` : undefined
  if (ends.join() !== 'task_completed') return `has ${ends.length === 0 ? 'no end' : ends.join(' and ')}`
  if (events.at(-1) !== 'task_completed') return 'goes on after its end'
  if (events[0] !== 'task_started') return `begins with ${events[0]}`
  return events.includes('progress_update') ? undefined : 'has no progress'
}

/** Compares the tasks in the database, and the events that each page got, with what clients were told. */
export async function verifyTasks(
  client: pg.Client,
  { started, cancelled }: StartedTasks,
  pages: readonly Page[],
): Promise<TaskFindings> {
  const { rows } = await client.query<{ task_id: string; status: string }>('select task_id::text, status from tasks')
  const statuses = new Map(rows.map(({ task_id, status }) => [task_id, status]))
  const badEnds: string[] = []
  const badEvents: string[] = []
  let takenOver = 0
  for (const [ids, wanted] of [
    [started, 'completed'],
    [cancelled, 'cancelled'],
  ] as const) {
    for (const id of ids) {
      if (statuses.get(id) !== wanted) badEnds.push(`task ${id} is ${statuses.get(id) ?? 'lost'}, not ${wanted}`)
      for (const page of pages) {
        const problem = complaint(page.tasks.get(id) ?? [], wanted === 'cancelled')
        if (problem) badEvents.push(`page ${page.id}: task ${id} ${problem}`)
      }
      const starts = pages[0]?.tasks.get(id)?.filter((type) => type === 'task_started').length ?? 0
      if (starts > 1) takenOver += 1
    }
  }
  for (const page of pages) badEvents.push(...page.repeated.map((id) => `page ${page.id}: event ${id} came twice`))
  return { checked: started.size + cancelled.size, badEnds, badEvents, takenOver }
}
