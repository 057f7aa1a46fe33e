import { isDeepStrictEqual } from 'node:util'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { PartService } from '../../catalogue/parts/part-service.ts'
import { KIT_CONTENT_MUTATIONS_TOTAL } from '../kits/kit-content-service.ts'
import { lockActiveKit, touchKit } from '../kits/kit-lock.ts'
import { staleContent } from '../kits/stale-content.ts'
import type { Bom, BomLine } from './schemas.ts'
import { ADD_ALTERNATES, BOM, BOM_LINE, DELETE_ALTERNATES, SET_DESIGNATORS } from './statements.ts'

export interface LineChange {
  /** The version that the change is based on. */
  version: number
  /** Absent: they stay as they are. Blanks around them and repeated ones do not count. */
  designators?: readonly string[] | undefined
  /** Keys of parts, the best first. Absent: they stay as they are. */
  alternates?: readonly string[] | undefined
}

/** Where the parts of a kit sit on its board, what can stand in for them, and what is not fitted. */
export class BomService {
  readonly #db: Database
  readonly #parts: Pick<PartService, 'identifyAll'>

  constructor(db: Database, parts: Pick<PartService, 'identifyAll'>) {
    this.#db = db
    this.#parts = parts
  }

  /** @throws DomainError 404 for an unknown kit. */
  async get(kitId: number): Promise<Bom> {
    const [bom] = await this.#db.query(BOM, [kitId])
    if (!bom) throw recordNotFound('Kit', kitId)
    return bom
  }

  /**
   * Changes a line that still has the given version, which goes up by one if anything changes.
   *
   * @throws DomainError 404 for an unknown kit, a line that is not of the kit, or an unknown alternate; 409 when the kit
   *   is archived, for another version, and for a part as its own alternate.
   */
  async update(kitId: number, id: number, { version, ...change }: LineChange): Promise<BomLine> {
    const operation = `update kit content ${id}`
    return this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, kitId, operation)
      const line = await readLine(unit, kitId, id)
      if (line.version !== version) throw staleContent(id)
      const { designators = line.designators, alternates = line.alternates } = change
      if (alternates.includes(line.part_key)) throw invalidOperation(operation, 'a part cannot be its own alternate')
      const places = [...new Set(designators.map((designator) => designator.trim()))]
      const isSame = isDeepStrictEqual([places, alternates], [line.designators, line.alternates])
      if (isSame) return line
      const parts = await this.#parts.identifyAll(alternates)
      await unit.query(SET_DESIGNATORS, [id, places])
      await unit.query(DELETE_ALTERNATES, [id])
      if (parts.length > 0) await unit.query(ADD_ALTERNATES, [id, parts.map((part) => part.id)])
      await touchKit(unit, kitId)
      unit.afterCommit(() => KIT_CONTENT_MUTATIONS_TOTAL.inc({ action: 'update' }))
      return readLine(unit, kitId, id)
    })
  }
}

async function readLine(unit: UnitOfWork, kitId: number, id: number): Promise<BomLine> {
  const [line] = await unit.query(BOM_LINE, [id, kitId])
  if (!line) throw recordNotFound('Kit content', id)
  return line
}
