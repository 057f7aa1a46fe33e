import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort } from '../../plugins/embedded-postgres/cluster.ts'
import type { Teardown } from '../support/test-database.ts'
import { findProgram, NOT_INSTALLED } from './programs.ts'

const JOB = 'electronics-inventory'
const SCRAPE_INTERVAL = '500ms'
const ASK_AGAIN_MS = 50
const LIMIT_MS = 20_000

export interface PrometheusServer {
  /** The value of an instant query, undefined when it has no result. @throws Error when there are several. */
  query(expression: string): Promise<number | undefined>
  /** Asks until the answer suits. @throws Error with the last answer after 20 s. */
  until(expression: string, suits: (value: number | undefined) => boolean): Promise<number | undefined>
}

interface Answer {
  status: string
  error?: string
  data?: { result: { value: [number, string] }[] }
}

function configuration(targets: Record<string, string>): object {
  return {
    global: { scrape_interval: SCRAPE_INTERVAL, scrape_timeout: SCRAPE_INTERVAL, evaluation_interval: SCRAPE_INTERVAL },
    rule_files: [resolve('ops/prometheus/rules/*.yml')],
    scrape_configs: [
      {
        job_name: JOB,
        static_configs: Object.entries(targets).map(([instance, address]) => ({
          targets: [address],
          labels: { instance },
        })),
      },
    ],
  }
}

async function startProcess(t: Teardown, folder: string, port: number): Promise<void> {
  const program = findProgram('prometheus')
  if (program === null) throw new Error(NOT_INSTALLED)
  const child = spawn(
    program,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const exited = once(child, 'exit')
  // A test that runs out of time has no teardown.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  t.teardown(async () => {
    process.off('exit', kill)
    kill()
    await exited
    await rm(folder, { recursive: true, force: true })
  })
  const lines: string[] = []
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  createInterface(child.stderr).on('line', (line) => {
    lines.push(line)
    if (line.includes('Server is ready to receive web requests')) isReady()
  })
  await Promise.race([
    ready,
    exited.then(() => {
      throw new Error(`prometheus ended at its start:\n${lines.join('\n')}`)
    }),
  ])
}

/**
 * Starts a Prometheus server that scrapes twice a second and evaluates the rules of `ops/prometheus/rules/`.
 *
 * @param targets what it scrapes: labels `instance`, each with its `host:port`.
 */
export async function startPrometheus(t: Teardown, targets: Record<string, string>): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-prometheus-'))
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(configuration(targets)))
  const port = await findFreePort()
  await startProcess(t, folder, port)

  const query = async (expression: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/query?${new URLSearchParams({ query: expression })}`)
    const { status, error, data }: Answer = JSON.parse(await response.text())
    if (status !== 'success' || !data) throw new Error(`${expression}: ${error}`)
    if (data.result.length > 1) throw new Error(`${expression}: ${data.result.length} series`)
    const [series] = data.result
    return series && Number(series.value[1])
  }
  const until = async (expression: string, suits: (value: number | undefined) => boolean) => {
    const end = performance.now() + LIMIT_MS
    for (;;) {
      const value = await query(expression)
      if (suits(value)) return value
      if (performance.now() > end) throw new Error(`${expression} is still ${value}`)
      // Prometheus tells nobody that it has scraped.
      await delay(ASK_AGAIN_MS)
    }
  }
  return { query, until }
}
