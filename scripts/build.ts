import { spawnSync } from 'node:child_process'
import { cpSync, globSync, rmSync } from 'node:fs'

/** Files that the compiled service reads at run time, beside the code that reads them. */
const ASSETS = ['services/catalogue/types/part-types.txt', ...globSync('services/**/*.md'), 'sample-data']

/** The package of the plugins that need no database; its settings for the compiler lie in it. */
const LIGHT_PACKAGE = 'packages/plugins'

/** Compiles a project into a folder of its own. What is wrong with the code is printed by the compiler. */
function compile(project: string, target: string): void {
  console.log(`Compiling to ${target}/`)
  rmSync(target, { recursive: true, force: true })
  const { status, error } = spawnSync('tsc', ['-p', project], { stdio: 'inherit' })
  if (error) throw error
  if (status !== 0) process.exit(1)
}

compile('tsconfig.build.json', 'dist')
for (const asset of ASSETS) cpSync(asset, `dist/${asset}`, { recursive: true })
compile(LIGHT_PACKAGE, `${LIGHT_PACKAGE}/dist`)
console.log('Done')
