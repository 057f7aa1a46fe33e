import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

export interface TestFileResult {
  file: string
  /** Assertions. A file that ends badly without a failed one has one failure. */
  passed: number
  failed: number
  seconds: number
  /** What its output says beside what went well. */
  trouble: string
}

/** Kinds of tests that take long begin first, so that none of them is the last one that all wait for. */
const FIRST = /^test\/(app|package|cli|process|prometheus|ops|contract)\//

/** The test files among the paths, folders or patterns that are given, or all of them. */
export async function findTests(given: readonly string[]): Promise<string[]> {
  const patterns = given.length === 0 ? ['test'] : given
  const found = new Set<string>()
  for (const pattern of patterns) {
    const files = pattern.endsWith('.ts') ? [pattern] : [`${pattern}/**/*.test.ts`]
    for await (const file of glob(files)) found.add(file)
  }
  if (found.size === 0) throw new Error(`There are no tests in ${patterns.join(', ')}`)
  const sorted = [...found].sort()
  return [...sorted.filter((file) => FIRST.test(file)), ...sorted.filter((file) => !FIRST.test(file))]
}

/** Runs a test file. Test files are programs that write TAP. */
export async function runTestFile(file: string, env: NodeJS.ProcessEnv): Promise<TestFileResult> {
  const started = performance.now()
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  const summary = /^# \{ total: \d+.*\}$/m.exec(output)?.[0] ?? ''
  const count = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  const failed = count('fail')
  return {
    file,
    passed: count('pass'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    seconds: (performance.now() - started) / 1000,
    trouble: `${output.replaceAll(/^ *ok \d+.*\n/gm, '')}${errors}`,
  }
}
