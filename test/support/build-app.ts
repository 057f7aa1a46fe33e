import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import fp from 'fastify-plugin'
import app, { type AppOptions, options } from '../../app.ts'
import { createTestDatabase, type Teardown } from './test-database.ts'

export interface BuildOptions {
  /** Settings that differ from the defaults of a test. */
  settings?: AppOptions['settings']
  /** Server options that differ from the service's own. */
  server?: FastifyServerOptions
  /** Told of each SQL statement. */
  onStatement?: AppOptions['onStatement']
  /** Called before the app is ready, for routes and hooks of the test. */
  prepare?: (instance: FastifyInstance) => void | Promise<void>
}

async function createDataFolder(t: Teardown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Builds the whole service on a database and a data folder of the test's own, and closes it when the test ends.
 *
 * @returns the instance, ready but not listening, with the service's decorators.
 */
export async function buildApp(
  t: Teardown,
  { settings, server, onStatement, prepare }: BuildOptions = {},
): Promise<FastifyInstance> {
  const databaseUrl = settings?.databaseUrl ?? (await createTestDatabase(t))
  const dataDir = settings?.dataDir ?? (await createDataFolder(t))
  const instance = Fastify({ ...options, logger: { level: 'silent' }, ...server })
  await instance.register(fp(app), {
    settings: { dbPoolSize: 10, dbPoolMaxOverflow: 0, ...settings, databaseUrl, dataDir },
    onStatement,
  })
  t.teardown(() => instance.close())
  await prepare?.(instance)
  await instance.ready()
  return instance
}
