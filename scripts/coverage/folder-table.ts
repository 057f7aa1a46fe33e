import { dirname, relative, sep } from 'node:path'

/** How much of a kind of code there is, and how much of it has run. */
interface Count {
  total: number
  covered: number
}

interface Counts {
  lines: Count
  branches: Count
  functions: Count
}

/** The summary that the reporter `json-summary` writes: by absolute path, and `total`. */
export type CoverageSummary = Readonly<Record<string, Counts>>

const KINDS = ['lines', 'branches', 'functions'] as const
/** Folders are told apart to this depth: `services/<wing>/<domain>`. */
const DEPTH = 3

function noCounts(): Counts {
  const none = () => ({ total: 0, covered: 0 })
  return { lines: none(), branches: none(), functions: none() }
}

function percentage({ total, covered }: Count): string {
  return total === 0 ? '–' : `${((covered / total) * 100).toFixed(1)} %`
}

function row(name: string, counts: Counts): string {
  const cells = KINDS.map((kind) => percentage(counts[kind]).padStart(11))
  return `${name.padEnd(44)}${String(counts.lines.total).padStart(8)}${cells.join('')}`
}

/** A table of the folders: how many lines each has, and the shares of lines, branches and functions that ran. */
export function folderTable({ total, ...files }: CoverageSummary): string {
  const folders = new Map<string, Counts>()
  for (const [path, counts] of Object.entries(files)) {
    const folder = dirname(relative('.', path)).split(sep).slice(0, DEPTH).join('/')
    const sums = folders.get(folder) ?? noCounts()
    for (const kind of KINDS) {
      sums[kind].total += counts[kind].total
      sums[kind].covered += counts[kind].covered
    }
    folders.set(folder, sums)
  }
  const heading = `${'folder'.padEnd(44)}${'lines'.padStart(8)}${KINDS.map((kind) => kind.padStart(11)).join('')}`
  const rows = [...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, counts]) => row(folder, counts))
  return [heading, ...rows, row('all', total ?? noCounts())].join('\n')
}
