import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import type { PartSearch } from '../../stock/part-search/part-search.ts'
import { KIND_FIELDS } from '../reading/kinds.ts'
import { readRow } from '../reading/values/read-row.ts'
import type { RowChange, RowsChange } from './change-schemas.ts'
import { demandState, demandVersion, type ImportService, type ImportState } from './import-service.ts'
import { identityOf } from './matching/identity.ts'
import { matchRows } from './matching/match-rows.ts'
import { REMEMBER_DECISION } from './matching/statements.ts'
import { WordingCandidates } from './matching/wording.ts'
import { type Decision, type MatchedRow, NO_MATCH } from './model.ts'
import { planImport } from './planning/plan-import.ts'
import type { ImportDto, ImportRowDto, RowFilter } from './schemas.ts'
import { ROW_OF_IMPORT, ROWS, SET_SUMMARY } from './statements.ts'
import { loadRows, matchedRow, type StoredRow, updateRows } from './stored-rows.ts'
import { summaryOf } from './summary.ts'
import { toJson } from './to-json.ts'

/** The rows of a proposal, and what people decide about them. */
export class ImportRowService {
  readonly #db: Database
  readonly #imports: ImportService
  readonly #parts: Pick<PartService, 'identify'>
  readonly #wording: WordingCandidates | null

  /** @param parts without `search` no parts are suggested by their wording. */
  constructor(parts: {
    db: Database
    imports: ImportService
    parts: Pick<PartService, 'identify'>
    search?: Pick<PartSearch, 'search'>
  }) {
    this.#db = parts.db
    this.#imports = parts.imports
    this.#parts = parts.parts
    this.#wording = parts.search === undefined ? null : new WordingCandidates(parts.search)
  }

  /**
   * A page of rows after a row. While the import waits for decisions, parts are suggested by their wording for rows that
   * no rule has found one for.
   *
   * @throws DomainError 404 for an unknown import.
   */
  async list(id: number, page: { show: RowFilter; limit: number; after: number }): Promise<ImportRowDto[]> {
    const { status, kind } = await this.#imports.state(this.#db, id)
    const rows = await this.#db.query(ROWS, [id, page.after, page.limit, page.show])
    const isOpen = status === 'proposed' && kind !== null && kind !== 'inventory'
    const found = isOpen ? await this.#wording?.find(rows) : undefined
    return rows.map((row) => {
      const candidates = found?.get(row.row_no)
      return toDto(candidates === undefined ? row : { ...row, match: { ...row.match, candidates } })
    })
  }

  /** @throws DomainError 404 for an unknown import or row. */
  async get(db: Pick<Database, 'query'>, id: number, rowNo: number): Promise<StoredRow> {
    const [row] = await db.query(ROW_OF_IMPORT, [id, rowNo])
    if (!row) throw recordNotFound(`Row of import ${id}`, rowNo)
    return row
  }

  /**
   * Changes values of a row, or decides which part it means. The row is read and matched anew, and all effects with it.
   *
   * @throws DomainError 404 for an unknown import, row or part; 409 for another version or state; RequestValidationError.
   */
  async change(id: number, rowNo: number, change: RowChange): Promise<ImportRowDto> {
    return this.#db.transaction(async (unit) => {
      const state = await this.#imports.lock(unit, id)
      const row = await this.get(unit, id, rowNo)
      const { decision, fields = {} } = change
      checkFields(state, fields)
      if (decision && 'part_key' in decision) await this.#parts.identify(decision.part_key)
      if (row.version !== change.version) throw resourceConflict('Row', `${rowNo} in a newer version (${row.version})`)
      demandState(state, ['proposed'], 'change a row of the import')
      const rows = (await loadRows(unit, id)).map(matchedRow)
      const own = rows.find((each) => each.rowNo === rowNo)
      if (own === undefined) throw recordNotFound(`Row of import ${id}`, rowNo)
      await reread(unit, state, own, fields)
      if (decision !== undefined) own.decision = decision
      if (change.remember && decision && 'part_key' in decision) await remember(unit, own, decision.part_key)
      await this.#replan(unit, state, rows, new Set([rowNo]))
      return toDto(await this.get(unit, id, rowNo))
    })
  }

  /** Decides the same for many rows. @throws DomainError 404; 409 for another version or state. */
  async changeAll(id: number, { version, show, decision }: RowsChange): Promise<ImportDto> {
    return this.#db.transaction(async (unit) => {
      const state = await this.#imports.lock(unit, id)
      demandVersion(state, version)
      demandState(state, ['proposed'], 'change rows of the import')
      const chosen = await this.#chosen(unit, id, show)
      const rows = (await loadRows(unit, id)).map(matchedRow)
      for (const row of rows) if (chosen.has(row.rowNo)) row.decision = decision
      await this.#replan(unit, state, rows, chosen)
      return this.#imports.get(id)
    })
  }

  async #chosen(unit: UnitOfWork, id: number, show: RowFilter): Promise<Set<number>> {
    const rows = await unit.query(ROWS, [id, 0, 1_000_000, show])
    return new Set(rows.map(({ row_no }) => row_no))
  }

  /** Plans all rows anew, since what one row does may depend on others; writes those whose proposal is another one. */
  async #replan(unit: UnitOfWork, state: ImportState, rows: MatchedRow[], touched: ReadonlySet<number>): Promise<void> {
    const { kind } = state
    if (kind === null)
      throw new RequestValidationError([
        { field: 'kind', message: 'is not known yet: choose the kind of the import first' },
      ])
    const before = new Map((await loadRows(unit, state.id)).map((row) => [row.row_no, row]))
    const { rows: planned } = await planImport(
      unit,
      {
        id: state.id,
        kind,
        fileName: state.file_name,
        sha256: state.sha256,
        options: state.options,
        seller: state.context?.seller ?? null,
        orderNumber: state.context?.orderNumber ?? null,
      },
      rows,
      false,
    )
    const changed = planned.filter((row) => {
      const stored = before.get(row.row.rowNo)
      return (
        touched.has(row.row.rowNo) ||
        stored?.status !== row.status ||
        JSON.stringify(stored.effects) !== JSON.stringify(row.effects)
      )
    })
    await updateRows(unit, state.id, changed)
    await unit.query(SET_SUMMARY, [state.id, toJson(summaryOf(planned)), null])
  }
}

function checkFields({ kind }: ImportState, fields: Record<string, unknown>): void {
  const known: readonly string[] = kind === null ? [] : KIND_FIELDS[kind]
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) {
      throw new RequestValidationError([
        { field: `fields.${name}`.slice(0, 100), message: `is no field of ${kind ?? 'the import'}` },
      ])
    }
  }
}

/** Reads the values of a row anew, and looks for its part. */
async function reread(
  unit: UnitOfWork,
  { context }: ImportState,
  row: MatchedRow,
  fields: Record<string, unknown>,
): Promise<void> {
  if (context === null || Object.keys(fields).length === 0) return
  const overrides: Record<string, unknown> = { ...row.overrides, ...fields }
  for (const [name, value] of Object.entries(overrides)) if (value === null) delete overrides[name]
  const read = readRow({ rowNo: row.rowNo, cells: row.cells }, context, overrides)
  const kept = row.read.errors.filter(({ code }) => code === 'DESIGNATOR_TWICE' && fields.designators === undefined)
  row.overrides = overrides
  row.fields = read.fields
  row.read = { errors: [...read.problems.errors, ...kept], warnings: read.problems.warnings }
  const [match] = await matchRows(unit, [row.fields])
  row.match = match ?? NO_MATCH
}

async function remember(unit: UnitOfWork, row: MatchedRow, partKey: string): Promise<void> {
  const identity = identityOf(row.fields)
  if (identity !== null) await unit.query(REMEMBER_DECISION, [identity, partKey])
}

function toDto({
  row_no,
  status,
  cells,
  fields,
  match,
  decision,
  effects,
  problems,
  version,
}: StoredRow): ImportRowDto {
  const { reading, planning } = problems
  return {
    row_no,
    status,
    cells,
    fields,
    match,
    decision: decision satisfies Decision | null,
    effects,
    errors: [...reading.errors, ...planning.errors],
    warnings: [...reading.warnings, ...planning.warnings],
    version,
  }
}
