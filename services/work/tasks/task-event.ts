import type { LiveEvent } from '../../../plugins/sse/live-event.ts'
import type { TaskEventType } from './schemas.ts'

declare module '../../../plugins/sse/live-event.ts' {
  interface EventServices {
    task: true
  }
}

/** An event of a task for pages, with the present as its time. */
export function taskEvent(taskId: string, type: TaskEventType, data: unknown = null): LiveEvent {
  return {
    name: 'task_event',
    service: 'task',
    data: { event_type: type, task_id: taskId, timestamp: new Date().toISOString(), data },
  }
}
