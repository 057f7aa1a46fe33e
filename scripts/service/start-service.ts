import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { readSettings, type Settings } from '../../plugins/config/index.ts'
import { explainFailure } from '../../plugins/process-ending/explain-failure.ts'
import { ProcessEnding } from '../../plugins/process-ending/process-ending.ts'
import { tlsServerOptions } from '../../plugins/tls/server-options.ts'
import { settleMemory } from './settle-memory.ts'

export interface StartOptions {
  /** Least level of the log when FASTIFY_LOG_LEVEL is not set. Default `info`. */
  logLevel?: string
  /** What has to be done before the service starts; a signal ends that as well. */
  prepare?: (settings: Settings) => Promise<void>
}

/** Creates the instance with the whole service, and loads it. */
async function loadService(settings: Settings, level: string, ending: ProcessEnding) {
  // Loading takes a moment. The signals of the process are in hand by now, and the settings are known to be right.
  const [{ default: Fastify }, { default: fp }, { default: app, options }] = await Promise.all([
    import('fastify'),
    import('fastify-plugin'),
    import('../../app.ts'),
  ])
  // Whoever starts a service for tests keeps its output apart.
  const logger = settings.isTesting ? { level, stream: process.stderr } : { level }
  const tls = await tlsServerOptions(settings, options.http)
  const serverOptions: FastifyServerOptions = { ...options, ...tls, logger }
  const instance = Fastify(serverOptions)
  ending.closes(instance)
  await instance.register(fp(app))
  return instance
}

/**
 * Starts the service as a process of its own, on the address and port of the settings. From here on the process ends by a
 * signal, by a drain, or because the start fails: then it says in plain words what to do, closes what it has started,
 * and ends with code 1.
 *
 * @returns the instance, which listens.
 */
export async function startService({ logLevel = 'info', prepare }: StartOptions = {}): Promise<FastifyInstance> {
  const ending = new ProcessEnding()
  try {
    const settings = readSettings()
    await prepare?.(settings)
    const instance = await loadService(settings, process.env.FASTIFY_LOG_LEVEL || logLevel, ending)
    if (ending.hasBegun) return await ending.begin(0)
    await instance.listen({ host: settings.host, port: settings.port })
    settleMemory(instance.log)
    return instance
  } catch (error) {
    // What fails because the process ends is no news.
    if (ending.hasBegun) return await ending.begin(0)
    console.error(explainFailure(error))
    return await ending.begin(1)
  }
}
