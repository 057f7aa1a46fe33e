import { recordNotFound } from '../../../../plugins/errors/domain-error.ts'
import type { Problem } from '../../reading/problems.ts'
import { readRow } from '../../reading/values/read-row.ts'
import { FORGET_DECIDED, REMEMBER_CHOSEN, REMEMBER_NONE } from '../matching/decision-statements.ts'
import { identityOf, identityToRemember } from '../matching/identity.ts'
import { Matcher } from '../matching/matcher.ts'
import { type Decision, type Effect, type MatchedRow, NO_MATCH, type RowStatus } from '../model.ts'
import { planImport } from '../planning/plan-import.ts'
import type { PlannedRow } from '../planning/planned-row.ts'
import type { Queries } from '../planning/present.ts'
import { ROW_NUMBERS } from '../row-statements.ts'
import type { ImportSummaryFigures, RowFilter } from '../schemas.ts'
import { eachStoredRow, matchedRow, storedText } from '../stored-rows.ts'
import { summaryOf } from '../summary.ts'
import type { CommitState } from './commit-session.ts'
import { effectsText } from './effects-text.ts'

/** What a person says of one row. */
export interface RowRevision {
  rowNo: number
  /** Values instead of those of the file; null: as in the file. */
  fields: Record<string, unknown>
  /** Absent: as it is. */
  decision?: Decision | null
  /** Whether the next file follows the decision. */
  remember: boolean
}

/** Rows of one text. */
const TEXT_BATCH = 800

/** Changes rows of a proposal, and plans all of them anew: what one row does may depend on others. */
export class RevisionSession {
  readonly #db: Queries
  #state: CommitState | null = null
  /** What was proposed for each row, in few characters. */
  readonly #before = new Map<number, string>()
  readonly #rows: MatchedRow[] = []
  readonly #touched = new Set<number>()
  #changed: PlannedRow[] = []

  constructor(db: Queries) {
    this.#db = db
  }

  /** Reads the proposal. */
  async begin(state: CommitState): Promise<void> {
    this.#state = state
    for await (const row of eachStoredRow(this.#db, state.id)) {
      this.#before.set(row.row_no, proposalText(row.status, row.effects, row.problems.planning))
      this.#rows.push(matchedRow(row))
    }
  }

  /** Reads and matches a row anew with other values, and notes what was decided for it. */
  async revise({ rowNo, fields, decision, remember }: RowRevision): Promise<void> {
    const row = this.#rows.find((each) => each.rowNo === rowNo)
    if (row === undefined) throw recordNotFound('Row', rowNo)
    const taught = lessonOf(row) === undefined ? null : identityOf(row.fields)
    if (Object.keys(fields).length > 0) await this.#reread(row, fields)
    if (decision !== undefined) {
      row.decision = remember ? decision : withoutMemory(decision)
      await this.#teach(new Set([taught, identityOf(row.fields)]), row)
    }
    this.#touched.add(rowNo)
  }

  /** Decides the same for all rows of a filter. */
  async decideAll(show: RowFilter, decision: Decision | null): Promise<void> {
    const { id } = this.#begun()
    for (const { row_no } of await this.#db.query(ROW_NUMBERS, [id, show])) this.#touched.add(row_no)
    const words = new Set<string | null>()
    for (const row of this.#rows) {
      if (!this.#touched.has(row.rowNo)) continue
      const before = lessonOf(row)
      row.decision = decision
      if (before !== undefined || lessonOf(row) !== undefined) words.add(identityOf(row.fields))
    }
    await this.#teach(words)
  }

  /** Has the next files follow what is decided now for rows of these words. @param latest is what was decided last. */
  async #teach(words: ReadonlySet<string | null>, latest?: MatchedRow): Promise<void> {
    const { id } = this.#begun()
    const lessons = new Map<string, string | null>()
    for (const row of latest === undefined ? this.#rows : [...this.#rows, latest]) {
      const lesson = lessonOf(row)
      const identity = lesson === undefined ? null : identityOf(row.fields)
      if (lesson !== undefined && identity !== null && words.has(identity)) lessons.set(identity, lesson)
    }
    const forgotten = [...words].filter((each) => each !== null && !lessons.has(each))
    const chosen = [...lessons].filter(([, key]) => key !== null)
    const none = [...lessons].filter(([, key]) => key === null)
    if (forgotten.length > 0) await this.#db.query(FORGET_DECIDED, [id, forgotten])
    const [texts, keys] = [chosen.map(([text]) => text), chosen.map(([, key]) => key)]
    if (chosen.length > 0) await this.#db.query(REMEMBER_CHOSEN, [id, texts, keys])
    if (none.length > 0) await this.#db.query(REMEMBER_NONE, [id, none.map(([text]) => text)])
  }

  /** @returns the figures of what is proposed now, and why it cannot be written, as it follows "because". */
  async plan(): Promise<{ summary: ImportSummaryFigures; obstacle: string | null }> {
    const { id, kind, file_name, sha256, options, context } = this.#begun()
    const facts = {
      id,
      kind,
      fileName: file_name,
      sha256,
      options,
      seller: context?.seller ?? null,
      orderNumber: context?.orderNumber ?? null,
      newestPart: context?.newestPart ?? null,
    }
    const { rows, obstacle } = await planImport(this.#db, facts, this.#rows)
    this.#changed = rows.filter(({ row: { rowNo }, status, effects, problems }) => {
      return this.#touched.has(rowNo) || this.#before.get(rowNo) !== proposalText(status, effects, problems.lists())
    })
    return { summary: summaryOf(rows), obstacle }
  }

  /** Some of the rows whose proposal is another one now. @returns null when there are none from that place on. */
  async textFrom(place: number): Promise<{ text: Uint8Array; next: number } | null> {
    const rows = this.#changed.slice(place, place + TEXT_BATCH)
    return rows.length === 0 ? null : { text: storedText(rows), next: place + rows.length }
  }

  async #reread(row: MatchedRow, fields: Record<string, unknown>): Promise<void> {
    const { context } = this.#begun()
    if (context === null) return
    const overrides: Record<string, unknown> = { ...row.overrides, ...fields }
    for (const [name, value] of Object.entries(overrides)) if (value === null) delete overrides[name]
    const read = readRow({ rowNo: row.rowNo, cells: row.cells }, context, overrides)
    const kept = row.read.errors.filter(({ code, field }) => {
      if (code === 'DESIGNATOR_TWICE') return fields.designators === undefined
      // The character itself cannot be stored, so another reading of the row would not find it.
      return code === 'BAD_CHARACTER' && field !== null && field in row.overrides && fields[field] === undefined
    })
    row.overrides = overrides
    row.fields = read.fields
    row.read = { errors: [...read.problems.errors, ...kept], warnings: read.problems.warnings }
    const [match] = await new Matcher(this.#db).match([row.fields])
    row.match = match ?? NO_MATCH
  }

  #begun(): CommitState {
    if (this.#state === null) throw new Error('the revision has not begun')
    return this.#state
  }
}

/** The decision, and that the next file does not follow it. */
function withoutMemory(decision: Decision | null): Decision | null {
  return decision === null ? null : { ...decision, remember: false }
}

/**
 * What a decision teaches of the words of its row: the key of the part that they mean, or null for none that there is.
 *
 * @returns undefined when it teaches nothing. What words alone mean that create a part is known with the commit.
 */
function lessonOf({ decision, fields }: MatchedRow): string | null | undefined {
  if (decision === null || decision.remember === false) return undefined
  if ('part_key' in decision) return decision.part_key
  return decision.action === 'create' && identityToRemember(fields) === null ? null : undefined
}

function proposalText(
  status: RowStatus,
  effects: readonly Effect[],
  { errors, warnings }: { errors: readonly Problem[]; warnings: readonly Problem[] },
): string {
  const plain = (problems: readonly Problem[]) => problems.map(({ code, field, message }) => [code, field, message])
  return JSON.stringify([status, effectsText(effects), plain(errors), plain(warnings)])
}
