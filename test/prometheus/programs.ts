import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What a test says that is skipped for the lack of these programs. */
export const NOT_INSTALLED = 'prometheus and promtool are not installed: apt-get install prometheus'

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Finds a program on the PATH or where Debian puts it. @returns its path, or null. */
export function findProgram(name: 'prometheus' | 'promtool'): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
  return folders.map((folder) => join(folder, name)).find(isProgram) ?? null
}

/** It lives for seconds: a third of its processor time went into collecting garbage. */
const LITTLE_COLLECTION = { GOGC: '800', GOMAXPROCS: '1' }

/**
 * Runs promtool.
 *
 * @param input what it reads from its standard input.
 * @returns its exit code and all that it said.
 * @throws Error when it is not installed.
 */
export async function promtool(args: string[], input = ''): Promise<{ code: number; output: string }> {
  const program = findProgram('promtool')
  if (program === null) throw new Error(NOT_INSTALLED)
  const running = run(program, args, { env: { ...process.env, ...LITTLE_COLLECTION } })
  running.child.stdin?.end(input)
  try {
    const { stdout, stderr } = await running
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)) throw error
    return { code: Number(error.code), output: `${error.stdout}${error.stderr}` }
  }
}
