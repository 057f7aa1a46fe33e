import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Nullable, Timestamp } from '../services/schema-types.ts'

const Host = Nullable(Type.String({ description: 'Name of the machine or the pod' }))
const Version = Nullable(Type.String({ description: 'Of the service' }))

const ReplicaSchema = Type.Object(
  {
    host: Host,
    version: Version,
    started_at: Timestamp,
    is_this: Type.Boolean({ description: 'Whether it is the process that answers' }),
  },
  { title: 'Replica' },
)

const ShutdownSchema = Type.Object(
  {
    host: Host,
    version: Version,
    ended_at: Timestamp,
    duration_seconds: Nullable(Type.Number({ minimum: 0, description: 'Null when it was killed' })),
    active_tasks: Nullable(Type.Integer({ minimum: 0, description: 'Tasks that were handed on' })),
    clean: Type.Boolean({ description: 'Whether it came to its end; false when it was killed or crashed' }),
  },
  { title: 'Shutdown' },
)

const PollingFailureSchema = Type.Object(
  {
    callback: Type.String({ description: 'The name of the polling callback' }),
    message: Type.String({ description: 'Why it failed' }),
    failed_at: Timestamp,
  },
  { title: 'PollingFailure' },
)

const SystemSchema = Type.Object(
  {
    replicas: Type.Array(ReplicaSchema, { description: 'Processes that run on this database, the oldest first' }),
    shutdowns: Type.Array(ShutdownSchema, { description: 'How the last processes ended, the latest first' }),
    database: Type.Object(
      { version: Type.String({ description: 'Of PostgreSQL' }), size_bytes: Type.Integer({ minimum: 0 }) },
      { title: 'DatabaseSize' },
    ),
    polling_failures: Type.Array(PollingFailureSchema, {
      description:
        'The last failure of each polling callback of the process that answers, also where it has succeeded since',
    }),
  },
  { title: 'System' },
)

/** `/api/system`: what runs, for who runs it. Figures are in `/metrics`, what is wrong in `/health/readyz`. */
const systemRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/system',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['Operation'],
        summary: 'The processes of the service, how the last ones ended, and the database',
        response: { 200: SystemSchema },
      },
    },
    async () => ({
      ...(await app.processes.read()),
      polling_failures: app
        .lastPollingFailures()
        .map(({ failedAt, ...failure }) => ({ ...failure, failed_at: failedAt.toISOString() })),
    }),
  )
}

export default systemRoutes
