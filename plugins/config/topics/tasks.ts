import { Type } from 'typebox'

export const tasks = Type.Object(
  {
    TASK_MAX_WORKERS: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 4,
      description: 'Background tasks that run at the same time on one instance; the others wait.',
    }),
    TASK_TIMEOUT_SECONDS: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 300,
      description: 'Seconds after which a background task that has not ended is failed.',
    }),
    TASK_CLEANUP_INTERVAL_SECONDS: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 600,
      description: 'Seconds between two clean-ups of ended tasks, and the age at which they are forgotten.',
    }),
  },
  { title: 'Background tasks' },
)
