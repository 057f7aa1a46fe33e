import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cachedFolder, type Tools } from './cached-folder.ts'

const run = promisify(execFile)
const REQUIREMENTS = new URL('requirements.txt', import.meta.url).pathname

/** A Python environment with what `requirements.txt` names; its programs are in `bin`. */
export async function pythonEnvironment(): Promise<Tools> {
  return cachedFolder('python', await readFile(REQUIREMENTS, 'utf8'), async (folder) => {
    await run('python3', ['-m', 'venv', folder])
    await run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', REQUIREMENTS])
  })
}
