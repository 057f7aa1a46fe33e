import { type Static, Type } from 'typebox'
import { Nullable, OneOf, Timestamp } from '../../schema-types.ts'

export const TASK_STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const

export const TaskInfo = Type.Object(
  {
    task_id: Type.String(),
    subject: Nullable(Type.String({ description: 'Who started the task' })),
    status: OneOf(TASK_STATUSES, { title: 'TaskStatus' }),
    start_time: Timestamp,
    end_time: Nullable(Timestamp),
    result: Nullable(Type.Record(Type.String(), Type.Unknown())),
    error: Nullable(Type.String()),
  },
  { title: 'TaskInfo' },
)
export type TaskInfoDto = Static<typeof TaskInfo>

const TaskProgressSchema = Type.Object(
  { text: Type.String(), value: Type.Number({ minimum: 0, maximum: 1 }) },
  { title: 'TaskProgress' },
)

export const TaskListItem = Type.Object(
  {
    task_id: Type.String(),
    name: Type.String({ description: 'Kind of the task' }),
    subject: Nullable(Type.String({ description: 'Who started the task' })),
    status: OneOf(TASK_STATUSES, { title: 'TaskStatus' }),
    start_time: Timestamp,
    run_started_at: Nullable(Timestamp),
    end_time: Nullable(Timestamp),
    error: Nullable(Type.String()),
    problem: Nullable(Type.String({ description: 'Why nothing came of a task that came to its end' })),
    progress: Nullable(TaskProgressSchema),
    import_id: Nullable(Type.Integer({ description: 'The import that the task works on' })),
    can_retry: Type.Boolean({ description: 'Whether it ended without a result and can be started once more' }),
  },
  { title: 'TaskListItem' },
)
export type TaskListItemDto = Static<typeof TaskListItem>

/** What a client gets that has started a task. */
export const TaskStart = Type.Object(
  { task_id: Type.String(), status: OneOf(TASK_STATUSES, { title: 'TaskStatus' }) },
  { title: 'TaskStart' },
)
export type TaskStartDto = Static<typeof TaskStart>

export const TASK_EVENT_TYPES = ['task_started', 'progress_update', 'task_completed', 'task_failed'] as const
export type TaskEventType = (typeof TASK_EVENT_TYPES)[number]
