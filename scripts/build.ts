import { spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { buildPages } from './web/build-pages.ts'
import { pagesAreStale } from './web/stale.ts'

/** Files that the compiled service reads at run time, beside the code that reads them. */
const ASSETS = ['services/catalogue/types/part-types.txt', ...globSync('services/**/*.md'), 'sample-data']

/** The package of the plugins that need no database; its settings for the compiler lie in it. */
const LIGHT_PACKAGE = 'packages/plugins'
const TARGETS = ['dist', `${LIGHT_PACKAGE}/dist`] as const

/** Packages are made here and moved when all of them are complete: a build that fails or is killed leaves no half one. */
const DRAFTS = '.build'
/** Pages that were built before and are not older than their sources. */
const KEPT_PAGES = `${DRAFTS}/pages`

/** Compiles a project into a folder. What is wrong with the code is printed by the compiler, which gets the arguments of the build. */
function compile(project: string, target: string): boolean {
  const args = ['-p', project, '--outDir', target, ...process.argv.slice(2)]
  const { status, error } = spawnSync('tsc', args, { stdio: 'inherit' })
  if (error) throw error
  return status === 0
}

/** @returns whether both packages are complete. */
async function build({ hasPages }: { hasPages: boolean }): Promise<boolean> {
  console.log(`Compiling to ${TARGETS.join('/ and ')}/`)
  if (!compile('tsconfig.build.json', `${DRAFTS}/0`) || !compile(LIGHT_PACKAGE, `${DRAFTS}/1`)) return false
  if (hasPages) {
    renameSync(KEPT_PAGES, `${DRAFTS}/0/web`)
  } else {
    console.log('Building the pages')
    await buildPages(`${DRAFTS}/0/web`)
  }
  for (const asset of ASSETS) cpSync(asset, `${DRAFTS}/0/${asset}`, { recursive: true })
  for (const [index, target] of TARGETS.entries()) renameSync(`${DRAFTS}/${index}`, target)
  return true
}

rmSync(DRAFTS, { recursive: true, force: true })
mkdirSync(DRAFTS)
const hasPages = !pagesAreStale()
if (hasPages) renameSync('dist/web', KEPT_PAGES)
for (const folder of TARGETS) rmSync(folder, { recursive: true, force: true })
try {
  if (!(await build({ hasPages }))) process.exitCode = 1
} finally {
  rmSync(DRAFTS, { recursive: true, force: true })
}
console.log(process.exitCode === 1 ? 'Nothing was built: mend what the compiler has named' : 'Done')
