import { Type } from 'typebox'

const ServerUrl = Type.String({ pattern: '^[Pp]ostgres(ql)?(\\+[A-Za-z0-9_]+)?://' })

export const database = Type.Object(
  {
    DATABASE_URL: Type.Union([ServerUrl, Type.Null()], {
      default: null,
      examples: ['postgresql://user:password@host:5432/inventory'],
      description: 'URL of the PostgreSQL server. Not set: an embedded server under DATA_DIR, except in production.',
    }),
    DATABASE_READ_URL: Type.Union([ServerUrl, Type.Null()], {
      default: null,
      examples: ['postgresql://user:password@replica:5432/inventory'],
      description:
        'URL of a standby of DATABASE_URL (streaming replication). Searches, lists, overviews, exports and gauges are read there. See docs/scaling.md.',
    }),
    DB_READ_WAIT_MS: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      default: 100,
      description:
        'Milliseconds that a read waits until the standby has everything that was committed before; then DATABASE_URL answers.',
    }),
    MIGRATE_ON_START: Type.Union([Type.Boolean(), Type.Null()], {
      default: null,
      description: 'Apply pending migrations before serving. Not set: true on the embedded database, else false.',
    }),
    DB_POOL_SIZE: Type.Integer({ minimum: 1, default: 20, description: 'Base size of the connection pool.' }),
    DB_POOL_MAX_OVERFLOW: Type.Integer({
      minimum: 0,
      default: 30,
      description: 'Connections on top of DB_POOL_SIZE; their sum is the maximum of the pool.',
    }),
    DB_POOL_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 2_147_483,
      default: 10,
      description: 'Seconds to wait for a free connection before failing.',
    }),
    DB_STATEMENT_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      default: 30,
      description: 'Seconds that one statement may take. A server that is silent for 5 s more is given up.',
    }),
    DB_LONG_STATEMENT_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      default: 600,
      description:
        'The same for work that is known to take long: gauges that are counted, commands. Not for migrations.',
    }),
    DB_LOCK_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      default: 10,
      description: 'Seconds to wait for a lock; it is waited for twice before a request is answered with 503.',
    }),
    DB_IDLE_TRANSACTION_TIMEOUT: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      default: 30,
      description: 'Seconds that a transaction may stand still: so long a replica that is cut off holds up the others.',
    }),
    DB_PREPARED_STATEMENTS: Type.Boolean({
      default: true,
      description:
        'Prepare statements under a name. Behind a pooler that mixes sessions the service stops by itself and warns; turn it off there.',
    }),
    DB_POOL_ECHO: Type.Union([Type.Boolean(), Type.Literal('debug')], {
      default: false,
      description: 'Log when connections are acquired and released.',
    }),
  },
  { title: 'Database' },
)
