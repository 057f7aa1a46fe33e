import { FileError } from '../../reading/failure.ts'
import type { ImportKind } from '../../reading/kinds.ts'
import type { ReadRow } from '../../reading/read-result.ts'
import { Matcher } from '../matching/matcher.ts'
import { type MatchedRow, NO_MATCH } from '../model.ts'
import type { ImportFacts } from '../planning/import-facts.ts'
import { planImport } from '../planning/plan-import.ts'
import { PlannedRow } from '../planning/planned-row.ts'
import type { Queries } from '../planning/present.ts'
import { NEWEST_PART } from '../planning/statements.ts'
import type { ImportSummaryFigures } from '../schemas.ts'
import { type KeptRow, storedText } from '../stored-rows.ts'
import { summaryOf } from '../summary.ts'

/** Told of how many rows are matched, of how many. */
export type OnMatched = (done: number, count: number) => void

/** What an import is about; its kind may not be known yet. */
export type ProposalFacts = Omit<ImportFacts, 'kind' | 'newestPart'> & { kind: ImportKind | null }

/** A proposal without its rows. */
export interface Proposal {
  summary: ImportSummaryFigures
  /** The committed import of the same file. */
  repeatOf: number | null
  /** Why nothing of it can be written, as it follows "because". */
  obstacle: string | null
  /** The highest id of a part before the rows were matched; null where they were not. */
  newestPart: number | null
  /** How many rows each rule has found a part for. */
  matches: Record<string, number>
}

/** Rows whose parts are looked up together. */
const MATCH_BATCH = 1000
/** Rows of one text. */
const TEXT_BATCH = 800
/** Most rows have neither, and share that. */
const NO_PROBLEMS: MatchedRow['read'] = { errors: [], warnings: [] }
const NO_OVERRIDES: MatchedRow['overrides'] = {}

/** The rows of a file from reading to the proposal. */
export class ProposalSession {
  readonly #db: Queries
  readonly #onMatched: OnMatched
  readonly #kept = new Map<number, KeptRow>()
  #rows: MatchedRow[] = []
  #planned: PlannedRow[] = []

  constructor(db: Queries, onMatched: OnMatched) {
    this.#db = db
    this.#onMatched = onMatched
  }

  /** Takes what people have said of rows of this import before. Call it before rows are added. */
  async keep(rows: readonly KeptRow[]): Promise<void> {
    for (const row of rows) this.#kept.set(row.row_no, row)
  }

  /** @param rows a list of `ReadRow` as JSON. */
  async add(rows: string): Promise<void> {
    const read: ReadRow[] = JSON.parse(rows)
    for (const row of read) this.#rows.push(unmatched(row, this.#kept))
  }

  /** Looks for the parts of the rows, and plans what they change. */
  async propose({ kind, ...facts }: ProposalFacts): Promise<Proposal> {
    const { repeatOf, obstacle, newestPart } =
      kind === null ? this.#planNothing() : await this.#plan({ ...facts, kind, newestPart: null })
    const matches: Record<string, number> = {}
    for (const { match } of this.#rows) {
      const reason = match.reason ?? 'none'
      matches[reason] = (matches[reason] ?? 0) + 1
    }
    return { summary: summaryOf(this.#planned), repeatOf, obstacle, newestPart, matches }
  }

  /** Some rows as the database takes them. @returns null when there are none from that place on. */
  async textFrom(place: number): Promise<{ text: Uint8Array; next: number } | null> {
    const rows = this.#planned.slice(place, place + TEXT_BATCH)
    return rows.length === 0 ? null : { text: storedText(rows), next: place + rows.length }
  }

  #planNothing(): Pick<Proposal, 'repeatOf' | 'obstacle' | 'newestPart'> {
    this.#planned = this.#rows.map((row) => new PlannedRow(row))
    const [first, ...others] = this.#planned
    // What they are about is not known: nothing was looked for, so nothing is there already.
    for (const row of others) row.isSkipped = !row.hasErrors
    if (first === undefined) throw new FileError('EMPTY', 'The file has no row of data')
    first.problems.error(
      'REQUIRED_FIELD',
      'kind',
      'The file could be a list of anything: choose its kind and what its columns are',
    )
    return { repeatOf: null, obstacle: null, newestPart: null }
  }

  async #plan(facts: ImportFacts): Promise<Pick<Proposal, 'repeatOf' | 'obstacle' | 'newestPart'>> {
    const [newest] = await this.#db.query(NEWEST_PART)
    const matcher = new Matcher(this.#db)
    for (let at = 0; at < this.#rows.length; at += MATCH_BATCH) {
      this.#onMatched(at, this.#rows.length)
      const batch = this.#rows.slice(at, at + MATCH_BATCH)
      const matches = await matcher.match(batch.map(({ fields }) => fields))
      for (const [index, row] of batch.entries()) row.match = matches[index] ?? NO_MATCH
    }
    this.#onMatched(this.#rows.length, this.#rows.length)
    const { rows, repeatOf, obstacle } = await planImport(this.#db, facts, this.#rows)
    this.#planned = rows
    return { repeatOf, obstacle, newestPart: newest?.id ?? null }
  }
}

function unmatched(row: ReadRow, kept: ReadonlyMap<number, KeptRow>): MatchedRow {
  const before = kept.get(row.rowNo)
  const isSame = before !== undefined && before.cells.join('\0') === row.cells.join('\0')
  const { rowNo, section, cells, fields, errors, warnings } = row
  return {
    rowNo,
    section,
    cells,
    fields,
    overrides: isSame ? before.overrides : NO_OVERRIDES,
    match: NO_MATCH,
    decision: isSame ? before.decision : null,
    read: errors.length + warnings.length === 0 ? NO_PROBLEMS : { errors, warnings },
  }
}
