import { defineEntity, p } from '@mikro-orm/core'

/** The figures of a process's shutdown, for the next process to publish. */
export const ProcessRun = defineEntity({
  name: 'ProcessRun',
  tableName: 'process_runs',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    startedAt: p.datetime().defaultRaw('now()'),
    endedAt: p.datetime().nullable(),
    durationSeconds: p.double().nullable(),
    activeTasks: p.integer().nullable(),
    clean: p.boolean().nullable(),
    takenOverAt: p.datetime().nullable(),
    host: p.text().nullable(),
    version: p.text().nullable(),
  },
  indexes: [
    {
      name: 'ix_process_runs_open',
      expression: 'create index ix_process_runs_open on process_runs (id desc) where taken_over_at is null',
    },
  ],
})
