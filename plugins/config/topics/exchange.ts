import { Type } from 'typebox'

export const exchange = Type.Object(
  {
    MAX_IMPORT_SIZE: Type.Integer({
      minimum: 1,
      maximum: 268_435_456,
      default: 33_554_432,
      description: 'Greatest size of a file that is imported, in bytes.',
    }),
    IMPORT_TIMEOUT_SECONDS: Type.Integer({
      minimum: 1,
      maximum: 3600,
      default: 60,
      description: 'Seconds that reading a file that is imported may take.',
    }),
    IMPORT_MEMORY_MB: Type.Integer({
      minimum: 32,
      maximum: 4096,
      default: 128,
      description: 'Memory of the worker that reads a file that is imported, in MiB.',
    }),
    IMPORT_PLANNING_MEMORY_MB: Type.Integer({
      minimum: 32,
      maximum: 8192,
      default: 2048,
      description:
        'Memory of the thread that matches and plans a long import, in MiB; never more than half of what the process may have.',
    }),
    IMPORT_RETENTION_DAYS: Type.Integer({
      minimum: 1,
      maximum: 3650,
      default: 90,
      description:
        'Days for which imports are kept that were not committed, or were undone. Committed ones stay; their files go after a year.',
    }),
  },
  { title: 'Imports' },
)
