import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { describeSettings } from './describe-settings.ts'
import type { Environment } from './environment.ts'
import { readSettings, type Settings, type SettingsOverrides } from './settings.ts'
import { findWarnings } from './start-up-checks.ts'

declare module 'fastify' {
  interface FastifyInstance {
    config: Settings
  }
}

export { describeSettings } from './describe-settings.ts'
export { type Environment, loadEnvironment } from './environment.ts'
export { readSettings, type Settings, SettingsError, type SettingsOverrides } from './settings.ts'

/** Settings that rule over the environment's, and the environment to read. */
export interface ConfigOptions extends SettingsOverrides {
  /** Variables by name; by default those of the process on top of the file `.env` in the working directory. */
  env?: Environment
}

/** Decorates the instance with `config`, the frozen settings; fails with every wrong variable at once. */
async function config(app: FastifyInstance, { env, ...overrides }: ConfigOptions): Promise<void> {
  const settings = readSettings(env, overrides)
  app.decorate('config', settings)
  app.log.debug({ settings: describeSettings(settings) }, 'settings')
  for (const warning of findWarnings(settings)) app.log.warn(warning)
}

export default fp(config, { name: 'config', fastify: '5.x', dependencies: [] })
