/** Kinds of tests that take long begin first, so that none of them is the last one that all wait for. */
const FIRST = /^test\/(app|package|cli|process|prometheus|ops|contract|routes\/exchange|services\/work)\//

const IN_BROWSER = /^test\/browser\//

/**
 * Folders whose files may share a process. Not among them: what measures its process, starts others or reads the whole
 * registry of metrics.
 */
const TOGETHER: readonly string[] = [
  'test/access/',
  'test/auth/',
  'test/plugins/idempotency/',
  'test/plugins/live-changes/',
  'test/plugins/sse/',
  'test/routes/catalogue/',
  'test/routes/cataloguing/',
  'test/routes/documents/attachment-sets/',
  'test/routes/documents/cas/',
  'test/routes/entity-tags/',
  'test/routes/kits/',
  'test/routes/limits/',
  'test/routes/shopping/',
  'test/routes/stock/',
  'test/services/cataloguing/',
  'test/services/documents/documents/',
  'test/services/kits/',
  'test/services/overviews/',
  'test/services/work/ai-runner/',
]

/** Files of these folders that have a process to themselves: they start processes, or need series that nobody has set before. */
const ALONE: readonly string[] = [
  'test/access/https.test.ts',
  'test/access/terminal.test.ts',
  'test/routes/documents/attachment-sets/hostile-files.test.ts',
  'test/services/work/ai-runner/budget.test.ts',
]

/** So many files run in one process at most: a failure is seen together with few others, and memory is given back. */
const MOST_TOGETHER = 8

/** Whether a test opens the pages in a browser. Those come last. */
export function inBrowser(file: string): boolean {
  return IN_BROWSER.test(file)
}

/** The order in which kinds of tests begin. */
function rank(file: string): number {
  if (inBrowser(file)) return 2
  return FIRST.test(file) ? 0 : 1
}

/** The folder whose files this one may share a process with, if any. */
function neighbourhood(file: string): string | undefined {
  return ALONE.includes(file) ? undefined : TOGETHER.find((folder) => file.startsWith(folder))
}

/**
 * Which files run in one process, in the order in which the processes begin. Loading the service and warming it up takes
 * longer than most test files, so files of one folder share that.
 */
export function groupFiles(files: readonly string[]): string[][] {
  const groups: string[][] = []
  let open: { folder: string; files: string[] } | undefined
  for (const file of files) {
    const folder = neighbourhood(file)
    if (folder === undefined) {
      groups.push([file])
    } else if (open !== undefined && open.folder === folder && open.files.length < MOST_TOGETHER) {
      open.files.push(file)
    } else {
      open = { folder, files: [file] }
      groups.push(open.files)
    }
  }
  return groups.sort((a, b) => rank(a[0] ?? '') - rank(b[0] ?? ''))
}
