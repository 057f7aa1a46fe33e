import { globSync, statSync } from 'node:fs'

/** The last file that a build of the pages writes. */
const BUILT = 'dist/web/version.json'
const SOURCES = ['web/**/*.{ts,tsx,css,html,svg}', 'docs/operating.md', 'package-lock.json']
const GENERATED = /^web\/api\/generated\//

/** Whether the pages have to be built: they are missing, or older than one of their sources. */
export function pagesAreStale(): boolean {
  const built = statSync(BUILT, { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined) return true
  return globSync(SOURCES).some((file) => !GENERATED.test(file) && statSync(file).mtimeMs > built)
}
