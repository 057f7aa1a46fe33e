import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { ormOptions } from './mikro-orm.config.ts'
import access from './plugins/access.ts'
import addresses from './plugins/addresses.ts'
import auth from './plugins/auth/index.ts'
import logWithoutSecrets from './plugins/auth/log-without-secrets.ts'
import blobStorage from './plugins/blob-storage/index.ts'
import bodyDeadline from './plugins/body-deadline.ts'
import config, { type SettingsOverrides } from './plugins/config/index.ts'
import dataFolder from './plugins/data-folder/index.ts'
import type { Database } from './plugins/database/database.ts'
import database from './plugins/database/index.ts'
import lastStatements from './plugins/database/last-statements.ts'
import type { StatementListener } from './plugins/database/lease.ts'
import databaseMonitoring from './plugins/database-monitoring/index.ts'
import diagnostics, { observeStatement } from './plugins/diagnostics/index.ts'
import errors, { answerFrameworkError } from './plugins/errors/index.ts'
import { answerMalformedRequest } from './plugins/errors/malformed-request.ts'
import cors from './plugins/external/cors.ts'
import rateLimits from './plugins/external/rate-limits.ts'
import securityHeaders from './plugins/external/security-headers.ts'
import health from './plugins/health/index.ts'
import httpConventions from './plugins/http-conventions/index.ts'
import { generateRequestId } from './plugins/http-conventions/request-id.ts'
import httpMetrics from './plugins/http-metrics/index.ts'
import idempotency from './plugins/idempotency/index.ts'
import lifecycle from './plugins/lifecycle/index.ts'
import liveChanges from './plugins/live-changes/index.ts'
import logStream from './plugins/log-stream/index.ts'
import { collectDefaultMetricsOnce } from './plugins/metrics-exposition/default-metrics.ts'
import metricsExposition from './plugins/metrics-exposition/index.ts'
import metricsPoller from './plugins/metrics-poller/index.ts'
import notifications from './plugins/notifications/index.ts'
import openapi from './plugins/openapi/index.ts'
import operationsPort from './plugins/operations-port/index.ts'
import originGuard from './plugins/origin-guard/index.ts'
import outbound from './plugins/outbound/index.ts'
import { ownProcess } from './plugins/process-ending/own-process.ts'
import replicaReads from './plugins/replica-reads.ts'
import serialization from './plugins/serialization.ts'
import spool from './plugins/spool/index.ts'
import sse from './plugins/sse/index.ts'
import tls from './plugins/tls/index.ts'
import trustedProxies from './plugins/trusted-proxies/index.ts'
import validation from './plugins/validation/index.ts'
import webRoot, { chooseWebFolder } from './plugins/web-root/index.ts'
import { SCOPED_ROUTES } from './routes/access/tokens/scoped-routes.ts'
import { DOCUMENT_INFO } from './routes/document-info.ts'
import { DOCUMENT_LINKS } from './routes/document-links.ts'
import { DOCUMENT_TAGS } from './routes/document-tags.ts'
import routes from './routes/index.ts'
import { REPLICA_ROUTES } from './routes/replica-routes.ts'
import { syncPredefinedTypes } from './services/catalogue/types/predefined-types.ts'
import { CHANGE_KINDS } from './services/change-kinds.ts'
import services from './services/index.ts'

export interface AppOptions {
  /** Settings that rule over the environment's. */
  settings?: SettingsOverrides
  /** Told of each SQL statement and its duration in milliseconds. */
  onStatement?: StatementListener | undefined
  /**
   * Whether the service ends its process itself: by signals, after errors that nobody has caught, and when its start fails.
   * `fastify start -o` hands it on from `options`. By default whoever has started the process does all that.
   */
  ownsProcess?: boolean
}

/**
 * The cookies of a signed-in browser hold three tokens; 16 KiB, the limit by default, can be too little. A request without a
 * Host header is refused by a hook, with the body of every other refusal.
 */
const HTTP = { maxHeaderSize: 32 * 1024, requireHostHeader: false }

/** What the server must be created with; `fastify start -o` reads it. */
export const options: FastifyServerOptions & {
  skipOverride: boolean
  ownsProcess: boolean
  http: typeof HTTP
} = {
  // What the service decorates its instance with belongs to the server itself then.
  skipOverride: true,
  ownsProcess: true,
  // None: a start may wait for hours of migrations, its own or another process's, and they have limits of their own.
  pluginTimeout: 0,
  // A scrape or a probe during the drain wants its answer.
  return503OnClosing: false,
  // Milliseconds for a whole request: a large upload over a slow line. One that stops arriving ends sooner.
  requestTimeout: 1_800_000,
  trustProxy: (_address, hop) => hop < 1,
  requestIdHeader: false,
  genReqId: generateRequestId,
  http: HTTP,
  frameworkErrors: answerFrameworkError,
  clientErrorHandler: answerMalformedRequest,
}

/** Where the pages are that come with the service: beside the sources once they are built, or inside the package. */
const OWN_PAGES = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? 'dist/web' : 'web', import.meta.url))

/** The whole service as one Fastify plugin. */
export default async function app(
  instance: FastifyInstance,
  { settings, onStatement, ownsProcess = false }: AppOptions,
): Promise<void> {
  if (ownsProcess) ownProcess(instance)
  collectDefaultMetricsOnce()

  await instance.register(config, { ...settings })
  const { config: resolved, log } = instance
  // Refused before anything is started that would have to be ended again.
  const webFolder = await chooseWebFolder({ setting: resolved.webRoot, own: OWN_PAGES, log })
  instance.decorate('webFolder', webFolder)

  // First of the hooks: a request that a later one answers is counted all the same.
  await instance.register(httpMetrics, { slowRequestThresholdMs: resolved.diagnosticsSlowRequestThresholdMs })
  await instance.register(diagnostics, {
    enabled: resolved.diagnosticsEnabled,
    slowQueryThresholdMs: resolved.diagnosticsSlowQueryThresholdMs,
    logAllQueries: resolved.diagnosticsLogAllQueries,
  })
  await instance.register(trustedProxies)
  await instance.register(securityHeaders)
  await instance.register(bodyDeadline)
  await instance.register(access)
  await instance.register(logWithoutSecrets)
  await instance.register(httpConventions)
  await instance.register(errors)
  await instance.register(validation)
  await instance.register(serialization)
  await instance.register(health)
  if (resolved.metricsPort !== null) {
    const { metricsPort: port, host } = resolved
    await instance.register(operationsPort, { port, host, paths: ['/metrics', '/health'], http: HTTP })
  }
  await instance.register(originGuard)
  await instance.register(rateLimits)
  await instance.register(cors, { origins: resolved.corsOrigins })
  await instance.register(openapi, { info: DOCUMENT_INFO, tags: DOCUMENT_TAGS, links: DOCUMENT_LINKS })

  await instance.register(database, {
    ormOptions,
    onStatement: (sql, milliseconds) => {
      if (resolved.diagnosticsEnabled) observeStatement(sql, milliseconds)
      onStatement?.(sql, milliseconds)
    },
    async afterMigrate(db: Database) {
      // Users can do without the predefined types, so a list that cannot be read does not stop the start.
      const added = await syncPredefinedTypes(db).catch((err) => log.warn({ err }, 'predefined types were not synced'))
      if (added) log.info({ added }, 'predefined types added')
    },
  })
  await instance.register(lifecycle, {
    gracefulShutdownTimeoutSeconds: resolved.gracefulShutdownTimeout,
    timeoutSetting: 'GRACEFUL_SHUTDOWN_TIMEOUT',
    listenSeconds: resolved.shutdownListenSeconds ?? (resolved.isProduction ? 2 : 0),
  })
  await instance.register(logStream)
  await instance.register(metricsExposition)
  await instance.register(metricsPoller, {
    intervalSeconds: resolved.metricsUpdateInterval,
    startWith: (start) => instance.schema.startWith(start),
    // What is counted over everything may take longer than what a request waits for.
    around: (run) =>
      instance.db.withLimits(
        { statementSeconds: resolved.dbLongStatementTimeout, lockSeconds: resolved.dbLockTimeout },
        run,
      ),
  })
  await instance.register(tls)
  await instance.register(databaseMonitoring)

  await instance.register(notifications)
  await instance.register(sse)
  await instance.register(liveChanges, { kinds: CHANGE_KINDS })
  await instance.register(blobStorage)
  await instance.register(spool)
  await instance.register(dataFolder)
  await instance.register(outbound)
  await instance.register(services)
  await instance.register(auth, { authenticator: instance.authService, scopes: SCOPED_ROUTES })
  await instance.register(idempotency, { prefix: '/api', hours: resolved.idempotencyKeyHours })
  await instance.register(replicaReads, { routes: REPLICA_ROUTES })
  await instance.register(routes)
  await instance.register(webRoot, { folder: webFolder, basePath: resolved.basePath })
  await instance.register(addresses)
  // Of the last steps of a shutdown, the one that is registered last is the first.
  await instance.register(lastStatements)
}
