import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Role } from './service.ts'

const EXCEPTIONS = new URL('schemathesis.toml', import.meta.url)
const HOOKS = new URL('hooks.py', import.meta.url)

export interface Run {
  bin: string
  base: string
  role: Role
  token: string
  seed: number
  seconds: number
  /** The routes of a testing build answer only there. */
  isTesting: boolean
  /** Where the report and what the tester keeps for itself are written. */
  folder: string
}

/** Answer 400 where there is no testing build. */
const TESTING = '^/api/testing/'
/** Answer in a testing build without looking at what they are sent. */
const PRETENDED = '^/api/ai-parts/(analyze|cleanup)$'

/** Each part of the phases with its share of the time: the one would leave nothing to the other. */
const PARTS = [
  { phases: 'examples,coverage,fuzzing', share: 0.65 },
  { phases: 'stateful', share: 0.35 },
]

/** Runs all phases of Schemathesis on the service's own document. @returns whether it found no failure. */
export async function runSchemathesis(run: Run): Promise<boolean> {
  let isFine = true
  for (const { phases, share } of PARTS) {
    if ((await runPhases(run, phases, run.seconds * share)) !== 0) isFine = false
  }
  return isFine
}

async function runPhases(
  { bin, base, role, token, seed, folder, isTesting }: Run,
  phases: string,
  seconds: number,
): Promise<number> {
  const tester = spawn(
    join(bin, 'schemathesis'),
    [
      '--config-file',
      EXCEPTIONS.pathname,
      'run',
      `${base}/api/docs/service.json`,
      `--phases=${phases}`,
      `--exclude-path-regex=${isTesting ? PRETENDED : TESTING}`,
      `--seed=${seed}`,
      `--max-time=${Math.max(1, Math.round(seconds))}`,
      `--header=Authorization: Bearer ${token}`,
      '--request-timeout=30',
      '--generation-database=none',
      '--continue-on-failure',
      '--no-color',
      `--report-ndjson-path=${join(folder, `${role}-${phases}.ndjson`)}`,
    ],
    { stdio: 'inherit', cwd: folder, env: { ...process.env, SCHEMATHESIS_HOOKS: HOOKS.pathname } },
  )
  const [code] = await once(tester, 'close')
  return Number(code ?? 1)
}
