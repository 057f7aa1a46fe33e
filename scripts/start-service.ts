import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { readSettings } from '../plugins/config/index.ts'

const LOG_TO_STDERR = fileURLToPath(new URL('./log-to-stderr.ts', import.meta.url))

/** Seconds that the process gets beyond the shutdown budget before it is ended by force. */
const GRACE_MARGIN_SECONDS = 30

/**
 * Starts the service as `fastify start -o -g … -a … -p … app.ts` does, with the values taken from the settings: the
 * time that a shutdown may take, and the address, which depends on whether sign-in is configured.
 *
 * @param args further arguments of `fastify start`.
 */
export async function startService(args: readonly string[] = []): Promise<void> {
  const settings = readSettings()
  process.env.FASTIFY_LOG_LEVEL ??= 'info'
  const { start } = createRequire(import.meta.url)('fastify-cli/start.js') as {
    start: (args: string[]) => Promise<unknown>
  }
  await start([
    '--options',
    `--close-grace-delay=${(settings.gracefulShutdownTimeout + GRACE_MARGIN_SECONDS) * 1000}`,
    `--address=${settings.host}`,
    `--port=${settings.port}`,
    ...(settings.isTesting ? [`--logging-module=${LOG_TO_STDERR}`] : []),
    ...args,
    'app.ts',
  ])
}
