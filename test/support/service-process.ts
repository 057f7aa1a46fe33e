import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Teardown } from './test-database.ts'

/** A service that runs as a process of its own, as `npm start` runs it. */
export interface ServiceProcess {
  child: ChildProcess
  /** For example `http://127.0.0.1:43210`. */
  url: string
  /** Log records so far. */
  log: LogRecord[]
  /** Resolves with the first log record that has this message. */
  logged(message: string): Promise<LogRecord>
  /** Sends the signal and resolves with the exit code, null when the signal itself ended the process. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface LogRecord {
  level: number
  msg: string
  [field: string]: unknown
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

function parseRecord(line: string): LogRecord {
  try {
    return JSON.parse(line)
  } catch {
    return { level: 0, msg: line }
  }
}

/**
 * Starts the service and waits until it listens. It is killed when the test ends, if it still runs then.
 *
 * @param env settings; nothing of the environment of the test but `PATH` and `HOME` is passed on.
 * @throws Error with what the process said when it ends instead.
 */
export async function startService(t: Teardown, env: Record<string, string>): Promise<ServiceProcess> {
  const port = await findFreePort()
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'scripts/start.ts'], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: LogRecord[] = []
  const waiting = new Map<string, (record: LogRecord) => void>()
  const receive = (line: string) => {
    const record = parseRecord(line)
    log.push(record)
    waiting.get(record.msg)?.(record)
  }
  createInterface(child.stdout).on('line', receive)
  createInterface(child.stderr).on('line', receive)

  const exited = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const [code] = await exited
    return typeof code === 'number' ? code : null
  }
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) await end('SIGKILL')
  })
  const logged = (message: string) =>
    new Promise<LogRecord>((resolve) => {
      const known = log.find(({ msg }) => msg === message)
      if (known) resolve(known)
      else waiting.set(message, resolve)
    })

  const url = `http://127.0.0.1:${port}`
  await Promise.race([
    logged(`Server listening at ${url}`),
    exited.then(() => {
      throw new Error(`The service ended at its start:\n${log.map(({ msg }) => msg).join('\n')}`)
    }),
  ])
  return { child, url, log, logged, end }
}

/** Reads one sample of a running service's exposition: `scrape(url, 'application_shutting_down')`. */
export async function scrape(url: string, series: string): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}
