import { execFile } from 'node:child_process'
import { bundledProgram } from './bundled-service.ts'

interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/**
 * Runs a command as `npm run cli -- …` does. Its modules are compiled by the first of all tests that runs one.
 *
 * @param env settings; nothing of the environment of the test but `PATH` and `HOME` is passed on.
 */
export function runCommand(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env
  const own = { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', ...env }
  return new Promise((resolve) => {
    execFile(process.execPath, [bundledProgram('cli/main.ts'), ...args], { env: own }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}
