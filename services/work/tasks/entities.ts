import { defineEntity, p } from '@mikro-orm/core'

const ENDED = "('completed', 'failed', 'cancelled')"

/** A background task with its outcome. */
export const TaskRecord = defineEntity({
  name: 'TaskRecord',
  tableName: 'tasks',
  properties: {
    taskId: p.uuid().primary(),
    name: p.text(),
    subject: p.text().nullable(),
    params: p.json().columnType('json'),
    status: p.text().default('pending'),
    startTime: p.datetime().defaultRaw('now()'),
    endTime: p.datetime().nullable(),
    result: p.json().columnType('json').nullable(),
    error: p.text().nullable(),
    runner: p.text().nullable(),
    run: p.integer().default(0),
    runStartedAt: p.datetime().nullable(),
    deaths: p.integer().default(0),
    interruptions: p.integer().default(0),
  },
  indexes: [
    { name: 'ix_tasks_active', properties: ['status'], where: "status in ('pending', 'running')" },
    { name: 'ix_tasks_end_time', properties: ['endTime'], where: 'end_time is not null' },
  ],
  checks: [
    { name: 'ck_tasks_status', expression: `status in ('pending', 'running', 'completed', 'failed', 'cancelled')` },
    { name: 'ck_tasks_end_time', expression: `(status in ${ENDED}) = (end_time is not null)` },
    { name: 'ck_tasks_runner', expression: "(status = 'running') = (runner is not null)" },
    { name: 'ck_tasks_result', expression: "result is null or status = 'completed'" },
    { name: 'ck_tasks_error', expression: "error is null or status = 'failed'" },
  ],
})

/** An event for live streams. It is deleted with its task; an event without a task is deleted after some time. */
export const LiveEvent = defineEntity({
  name: 'LiveEvent',
  tableName: 'sse_events',
  properties: {
    id: p.bigint('number').primary().generated('by default as identity'),
    name: p.text(),
    service: p.text(),
    subject: p.text().nullable(),
    taskId: () =>
      p
        .manyToOne(TaskRecord)
        .mapToPk()
        .fieldName('task_id')
        .nullable()
        .deleteRule('cascade')
        .foreignKeyName('fk_sse_events_task')
        .index('ix_sse_events_task_id'),
    data: p.json().columnType('json'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ name: 'ix_sse_events_created_at', properties: ['createdAt'], where: 'task_id is null' }],
})
