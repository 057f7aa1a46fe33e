import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { bundleArguments, bundledProgram } from './bundled-service.ts'
import { freePort } from './free-port.ts'
import type { Teardown } from './test-database.ts'

/** A process of the service. */
export interface LaunchedService {
  child: ChildProcess
  /** Where it is going to listen, for example `http://127.0.0.1:43210`. */
  url: string
  /** Log records so far, and lines that are none. */
  log: LogRecord[]
  /** Resolves with the first log record that has this message, or one that the expression fits. */
  logged(message: string | RegExp): Promise<LogRecord>
  /** The exit code, null when a signal has ended the process. */
  exited: Promise<number | null>
  /** Sends the signal and resolves with the exit code, null when the signal itself ended the process. */
  end(signal: NodeJS.Signals): Promise<number | null>
  /** Sends the signal to everything in the process group, as a terminal does; it needs `group`. */
  signalGroup(signal: NodeJS.Signals): void
}

/** A service that runs as a process of its own, as `npm start` runs it, and listens. */
export type ServiceProcess = LaunchedService

export interface LaunchOptions {
  /** What is run. Default: the command behind `npm start`. */
  command?: readonly string[]
  /** Whether the process leads a group of its own. */
  group?: boolean
  /** Whether a command that loads `app.ts` loads it as the process of the test does, from one file if that has been made. */
  bundled?: boolean
}

const START = [process.execPath, '--max-semi-space-size=4', bundledProgram('scripts/start.ts')]

export interface LogRecord {
  level: number
  msg: string
  [field: string]: unknown
}

function parseRecord(line: string): LogRecord {
  try {
    return JSON.parse(line)
  } catch {
    return { level: 0, msg: line }
  }
}

/**
 * Launches the service and waits for nothing. It is killed when the test ends, if it still runs then.
 *
 * @param env settings; nothing of the environment of the test but `PATH` and `HOME` is passed on.
 */
export async function launchService(
  t: Teardown,
  env: Record<string, string>,
  { command = START, group = false, bundled = false }: LaunchOptions = {},
): Promise<LaunchedService> {
  const port = env.PORT ?? String(await freePort())
  const { PATH = '', HOME = '' } = process.env
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: {
      PATH,
      HOME,
      NODE_COMPILE_CACHE: 'node_modules/.cache/compiled',
      PORT: port,
      ...(bundled && { NODE_OPTIONS: bundleArguments().join(' ') }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  })
  const log: LogRecord[] = []
  const waiting = new Map<string | RegExp, (record: LogRecord) => void>()
  const fits = (message: string | RegExp, { msg }: LogRecord) =>
    typeof message === 'string' ? msg === message : message.test(msg)
  const receive = (line: string) => {
    const record = parseRecord(line)
    log.push(record)
    for (const [message, resolve] of waiting) if (fits(message, record)) resolve(record)
  }
  createInterface(child.stdout).on('line', receive)
  createInterface(child.stderr).on('line', receive)

  // Not `exit`: what it said last has been read when its output has closed.
  const exited = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return exited
  }
  const signalGroup = (signal: NodeJS.Signals) => process.kill(-(child.pid ?? Number.NaN), signal)
  t.teardown(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    if (group) signalGroup('SIGKILL')
    await end('SIGKILL')
  })
  const logged = (message: string | RegExp) =>
    new Promise<LogRecord>((resolve) => {
      const known = log.find((record) => fits(message, record))
      if (known) resolve(known)
      else waiting.set(message, resolve)
    })
  return { child, url: `http://127.0.0.1:${port}`, log, logged, exited, end, signalGroup }
}

/**
 * Launches the service and waits until it listens.
 *
 * @throws Error with what the process said when it ends instead.
 */
export async function startService(
  t: Teardown,
  env: Record<string, string>,
  options: LaunchOptions = {},
): Promise<ServiceProcess> {
  const service = await launchService(t, env, options)
  await Promise.race([
    service.logged(`Server listening at ${service.url}`),
    service.exited.then(() => {
      throw new Error(`The service ended at its start:\n${service.log.map(({ msg }) => msg).join('\n')}`)
    }),
  ])
  return service
}

/** Reads one sample of a running service's exposition: `scrape(url, 'application_shutting_down')`. */
export async function scrape(url: string, series: string): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}
