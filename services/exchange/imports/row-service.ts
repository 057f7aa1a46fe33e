import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import type { PartSearch } from '../../stock/part-search/part-search.ts'
import { FileError } from '../reading/failure.ts'
import { KIND_FIELDS } from '../reading/kinds.ts'
import type { RowChange, RowsChange } from './change-schemas.ts'
import { demandState, demandVersion, type ImportService, type ImportState } from './import-service.ts'
import { WordingCandidates } from './matching/wording.ts'
import type { Decision } from './model.ts'
import { newerVersion } from './newer-version.ts'
import { refusalOf } from './refusal-of.ts'
import { ROW_OF_IMPORT, ROWS } from './row-statements.ts'
import type { ImportDto, ImportRowDto, RowFilter } from './schemas.ts'
import type { RevisionSession } from './sessions/revision-session.ts'
import type { Session, Sessions } from './sessions/sessions.ts'
import { SET_SUMMARY } from './statements.ts'
import { rewriteRows, type StoredRow } from './stored-rows.ts'
import { toJson } from './to-json.ts'

/** The rows of a proposal, and what people decide about them. */
export class ImportRowService {
  readonly #db: Database
  readonly #imports: ImportService
  readonly #parts: Pick<PartService, 'identify'>
  readonly #sessions: Sessions
  readonly #wording: WordingCandidates | null

  /** @param parts without `search` no parts are suggested by their wording. */
  constructor(parts: {
    db: Database
    imports: ImportService
    parts: Pick<PartService, 'identify'>
    sessions: Sessions
    search?: Pick<PartSearch, 'search'>
  }) {
    this.#db = parts.db
    this.#imports = parts.imports
    this.#parts = parts.parts
    this.#sessions = parts.sessions
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
    if (!row) throw recordNotFound('Row', `${rowNo} of import ${id}`)
    return row
  }

  /**
   * Changes values of a row, or decides which part it means. The row is read and matched anew, and all effects with it.
   *
   * @throws DomainError 404 for an unknown import, row or part; 409 for another version or state, and when the rows need
   *   more memory than there is; RequestValidationError.
   */
  async change(id: number, rowNo: number, change: RowChange): Promise<ImportRowDto> {
    return this.#db.transaction(async (unit) => {
      const state = await this.#imports.lock(unit, id)
      const row = await this.get(unit, id, rowNo)
      const { decision, fields = {} } = change
      checkFields(state, fields)
      if (decision && 'part_key' in decision) await this.#parts.identify(decision.part_key)
      if (row.version !== change.version) throw newerVersion(`Row ${rowNo} of import ${id}`, row.version)
      demandState(state, ['proposed'], 'change a row of the import')
      await this.#revise(unit, state, (session) =>
        session.call('revise', {
          rowNo,
          fields,
          remember: change.remember,
          ...(decision === undefined ? {} : { decision }),
        }),
      )
      return toDto(await this.get(unit, id, rowNo))
    })
  }

  /** Decides the same for many rows; without a decision all rows are only compared with the inventory anew. @throws DomainError 404; 409 for another version or state. */
  async changeAll(id: number, { version, show, decision }: RowsChange): Promise<ImportDto> {
    return this.#db.transaction(async (unit) => {
      const state = await this.#imports.lock(unit, id)
      demandVersion(state, version)
      demandState(state, ['proposed'], 'change rows of the import')
      await this.#revise(unit, state, async (session) => {
        if (decision !== undefined) await session.call('decideAll', show, decision)
      })
      return this.#imports.get(id)
    })
  }

  /** Has `work` change rows, and writes those whose proposal is another one then. */
  async #revise(
    unit: UnitOfWork,
    state: ImportState,
    work: (session: Session<RevisionSession>) => Promise<void>,
  ): Promise<void> {
    const { kind } = state
    if (kind === null) throw invalidOperation('change rows of the import', 'its kind is not known: choose one')
    const session = this.#sessions.revision(unit, state.summary?.rows ?? 0)
    try {
      await session.call('begin', { ...state, kind })
      await work(session)
      const { summary, obstacle } = await session.call('plan')
      await rewriteRows(unit, state.id, { texts: (place) => session.call('textFrom', place), read: 'whole' })
      await unit.query(SET_SUMMARY, [state.id, toJson(summary), refusalOf(obstacle)])
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      // The thread had no memory left.
      throw invalidOperation('change rows of the import', 'they need too much memory together: split the file')
    } finally {
      await session.end()
    }
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

/** A decision as it was sent. */
function shownDecision(decision: Decision | null): ImportRowDto['decision'] {
  if (decision === null) return null
  return 'action' in decision ? { action: decision.action } : { part_key: decision.part_key }
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
    decision: shownDecision(decision),
    effects,
    errors: [...reading.errors, ...planning.errors],
    warnings: [...reading.warnings, ...planning.warnings],
    version,
  }
}
