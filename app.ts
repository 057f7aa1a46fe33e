import cors from '@fastify/cors'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { ormOptions } from './mikro-orm.config.ts'
import access from './plugins/access.ts'
import config, { type Settings } from './plugins/config/index.ts'
import database from './plugins/database/index.ts'
import type { StatementListener } from './plugins/database/pool.ts'
import databaseMonitoring from './plugins/database-monitoring/index.ts'
import diagnostics, { observeStatement } from './plugins/diagnostics/index.ts'
import errors from './plugins/errors/index.ts'
import health from './plugins/health/index.ts'
import httpConventions from './plugins/http-conventions/index.ts'
import { generateRequestId } from './plugins/http-conventions/request-id.ts'
import httpMetrics from './plugins/http-metrics/index.ts'
import lifecycle from './plugins/lifecycle/index.ts'
import { collectDefaultMetricsOnce } from './plugins/metrics-exposition/default-metrics.ts'
import metricsPoller from './plugins/metrics-poller/index.ts'
import openapi from './plugins/openapi/index.ts'
import validation from './plugins/validation/index.ts'
import routes from './routes/index.ts'
import services from './services/index.ts'
import { syncPredefinedTypes } from './services/types/predefined-types.ts'

export interface AppOptions {
  /** Settings that rule over the environment's. */
  settings?: Partial<Settings>
  /** Told of each SQL statement and its duration in milliseconds. */
  onStatement?: StatementListener
}

/** What the server must be created with; `fastify start -o` reads it. */
export const options: FastifyServerOptions = {
  // The first start creates a database cluster.
  pluginTimeout: 120_000,
  // A scrape or a probe during the drain wants its answer.
  return503OnClosing: false,
  trustProxy: 1,
  requestIdHeader: false,
  genReqId: generateRequestId,
}

/** The whole service as one Fastify plugin. */
export default async function app(instance: FastifyInstance, { settings, onStatement }: AppOptions): Promise<void> {
  collectDefaultMetricsOnce()

  await instance.register(config, { ...settings })
  await instance.register(access)
  await instance.register(errors)
  await instance.register(validation)
  await instance.register(httpConventions)
  await instance.register(cors, { origin: instance.config.corsOrigins })
  await instance.register(httpMetrics, {
    slowRequestThresholdMs: instance.config.diagnosticsSlowRequestThresholdMs,
  })

  await instance.register(database, { ormOptions, afterMigrate: syncTypes })
  await instance.register(lifecycle, {
    gracefulShutdownTimeoutSeconds: instance.config.gracefulShutdownTimeout,
  })
  await instance.register(health)
  await instance.register(metricsPoller, { intervalSeconds: instance.config.metricsUpdateInterval })
  await instance.register(databaseMonitoring)

  await instance.register(openapi)
  await instance.register(services)
  await instance.register(routes)
}
