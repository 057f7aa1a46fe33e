import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { resolve } from 'node:path'

/** The code of the service; tests, benches and tools are not measured. */
const MEASURED = [
  '*.ts',
  '{cli,migrations,plugins,routes,services}/**/*.ts',
  'ops/container/*.ts',
  'scripts/service/*.ts',
]

/** A module of types alone is never loaded, so nothing can be measured of it. */
function hasCode(file: string): boolean {
  const code = stripTypeScriptTypes(readFileSync(file, 'utf8'))
  return /\S/.test(code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
}

/** The absolute paths of the files that coverage is measured of. */
export async function measuredFiles(): Promise<string[]> {
  const found: string[] = []
  for await (const file of glob(MEASURED)) if (hasCode(file)) found.push(resolve(file))
  return found.sort()
}
