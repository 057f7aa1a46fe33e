/** Kinds of tests that take long begin first, so that none of them is the last one that all wait for. */
const FIRST = /^test\/(app|package|cli|process|prometheus|ops|contract|routes\/exchange|services\/work)\//

/** Packs the service and installs it elsewhere, which takes longest. */
const LONGEST = 'test/package/packed.test.ts'

const IN_BROWSER = /^test\/browser\//

/** Files of these folders have a process each: they start others and wait for them, or read all that a process has counted. */
const APART = /^test\/(app|cli|contract|package|process|prometheus|scripts)\//

/** In a browser these take longest: they go through many pages. Each is alone and begins before the others. */
const LONGEST_IN_BROWSER: ReadonlySet<string> = new Set([
  'test/browser/every-page.test.ts',
  'test/browser/people.test.ts',
])

/** So have these: they measure their process, end it, start others, wait for long, or need series that no other sets. */
const ALONE: ReadonlySet<string> = new Set([
  'test/access/https.test.ts',
  'test/access/terminal.test.ts',
  'test/ops/backup.test.ts',
  'test/ops/container-scripts.test.ts',
  'test/ops/rules.test.ts',
  'test/plugins/lifecycle/process.test.ts',
  'test/plugins/lifecycle/store.test.ts',
  'test/plugins/outbound/hostile-answers.test.ts',
  'test/routes/documents/attachment-sets/hostile-files.test.ts',
  'test/routes/metrics.test.ts',
  'test/services/overviews/dashboard.test.ts',
  'test/services/overviews/kept-figures.test.ts',
  'test/services/work/ai-runner/budget.test.ts',
  'test/services/work/tasks/ownership.test.ts',
  'test/services/work/tasks/shutdown.test.ts',
])

/** So many files run in one process at most: a failure is seen together with few others, and memory is given back. */
const MOST_TOGETHER = 32
/** Tests in a browser take longer, and share one browser in their process. */
const MOST_IN_BROWSER = 6

/** Whether a test opens the pages in a browser. Those come last. */
export function inBrowser(file: string): boolean {
  return IN_BROWSER.test(file)
}

/** The order in which kinds of tests begin. */
function rank(file: string): number {
  if (file === LONGEST) return 0
  if (LONGEST_IN_BROWSER.has(file)) return 3
  if (inBrowser(file)) return 4
  return FIRST.test(file) ? 1 : 2
}

/** The folder whose files this one may share a process with, if any. Only files of `test/` do. */
function neighbourhood(file: string): string | undefined {
  const [root, folder] = file.split('/')
  const isAlone = APART.test(file) || ALONE.has(file) || LONGEST_IN_BROWSER.has(file)
  return root !== 'test' || isAlone ? undefined : folder
}

/** Cuts a list into as few pieces as can be, of one length if that goes. */
function cut(files: readonly string[]): string[][] {
  const most = files.some(inBrowser) ? MOST_IN_BROWSER : MOST_TOGETHER
  const pieces = Math.ceil(files.length / most)
  const edge = (piece: number) => Math.round((piece * files.length) / pieces)
  return Array.from({ length: pieces }, (_, piece) => files.slice(edge(piece), edge(piece + 1)))
}

/**
 * Which files run in one process, in the order in which the processes begin. Loading the service and warming it up takes
 * longer than most test files, so files of one folder share that.
 */
export function groupFiles(files: readonly string[]): string[][] {
  const byFolder = Map.groupBy(files, neighbourhood)
  const alone = (byFolder.get(undefined) ?? []).map((file) => [file])
  byFolder.delete(undefined)
  const groups = [...alone, ...[...byFolder.values()].flatMap(cut)]
  const first = (group: readonly string[]) => Math.min(...group.map(rank))
  return groups.sort((a, b) => first(a) - first(b))
}
