import { Counter, Histogram } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { keepPart, type PartReference } from '../../catalogue/parts/part-reference.ts'
import { removeLinesOfContent } from '../pick-lists/remove-lines.ts'
import { KitContent } from './entities.ts'
import { KIT_DETAIL_VIEWS_TOTAL } from './kit-detail-views.ts'
import { lockActiveKit, touchKit } from './kit-lock.ts'
import type { KitContentDto } from './schemas.ts'
import { staleContent } from './stale-content.ts'
import { CONTENT_OF_KIT, DELETE_CONTENT, KIT_CONTENT } from './statements.ts'

export const KIT_CONTENT_MUTATIONS_TOTAL = new Counter({
  name: 'kit_content_mutations_total',
  help: 'Changes to kit contents',
  labelNames: ['action'] as const,
})

export const KIT_CONTENT_UPDATE_DURATION_SECONDS = new Histogram({
  name: 'kit_content_update_duration_seconds',
  help: 'Time to write a kit content update',
  buckets: SHORT_DURATION_BUCKETS,
})

export interface NewContent {
  part: PartReference
  requiredPerUnit: number
  note: string | null
}

export interface ContentChange {
  /** The version that the change is based on. */
  version: number
  /** Absent: stays as it is. */
  requiredPerUnit?: number
  /** Absent: stays as it is. Null clears it. */
  note?: string | null
}

/** What a unit of a kit consists of. Contents of an archived kit never change. */
export class KitContentService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** @throws DomainError 404 for an unknown kit or part; 409 when the kit is archived or contains the part. */
  async create(kitId: number, { part, requiredPerUnit, note }: NewContent): Promise<KitContentDto> {
    return this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, kitId, `add a part to kit ${kitId}`)
      const { id: partId, key } = await keepPart(unit, part)
      const content = unit.em.create(KitContent, { kitId, partId, requiredPerUnit, note, version: 1 })
      try {
        await unit.em.flush()
      } catch (error) {
        if (violates(error, 'uq_kit_contents_kit_part')) throw resourceConflict('Kit content', `part ${key}`)
        throw error
      }
      return this.#finish(unit, kitId, content.id, 'create')
    })
  }

  /**
   * Changes a content that still has the given version, which goes up by one.
   *
   * @throws DomainError 404 for an unknown kit, or a content that is not of the kit; 409 when the kit is archived, for
   * another version, and when nothing would change; StaleVersionError.
   */
  async update(
    kitId: number,
    id: number,
    change: ContentChange,
    precondition: Precondition | null = null,
  ): Promise<KitContentDto> {
    const operation = `update kit content ${id}`
    return this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, kitId, operation)
      const content = await unit.em.findOne(KitContent, { id, kitId })
      if (!content) throw recordNotFound('Kit content', id)
      precondition?.demand(content)
      if (content.version !== change.version) throw staleContent(id)
      const { requiredPerUnit = content.requiredPerUnit, note = content.note } = change
      if (requiredPerUnit === content.requiredPerUnit && note === content.note) {
        throw invalidOperation(operation, 'nothing would change')
      }
      const started = performance.now()
      unit.em.assign(content, { requiredPerUnit, note })
      await unit.em.flush()
      const seconds = Math.max(0, performance.now() - started) / 1000
      unit.afterCommit(() => KIT_CONTENT_UPDATE_DURATION_SECONDS.observe(seconds))
      return this.#finish(unit, kitId, id, 'update')
    })
  }

  /**
   * Removes a content and its lines of pick lists. Pieces that were picked stay out of stock.
   *
   * @throws DomainError 404 for an unknown kit, or a content that is not of the kit; 409 when the kit is archived;
   * StaleVersionError.
   */
  async delete(kitId: number, id: number, precondition: Precondition | null = null): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, kitId, `delete kit content ${id}`)
      const [content] = await unit.query(CONTENT_OF_KIT, [id, kitId])
      if (!content) throw recordNotFound('Kit content', id)
      precondition?.demand(content)
      await removeLinesOfContent(unit, id)
      await unit.query(DELETE_CONTENT, [id])
      await touchKit(unit, kitId)
      unit.afterCommit(() => KIT_CONTENT_MUTATIONS_TOTAL.inc({ action: 'delete' }))
    })
  }

  /** @throws DomainError 404 for a content that is not of the kit. */
  async get(kitId: number, id: number): Promise<KitContentDto> {
    const [content] = await this.#db.query(KIT_CONTENT, [id])
    if (content?.kit_id !== kitId) throw recordNotFound('Kit content', id)
    return content
  }

  /** Touches the kit and reads the content back, which counts as a view of the kit. */
  async #finish(unit: UnitOfWork, kitId: number, id: number, action: 'create' | 'update'): Promise<KitContentDto> {
    await touchKit(unit, kitId)
    const [content] = await unit.query(KIT_CONTENT, [id])
    if (!content) throw recordNotFound('Kit content', id)
    unit.afterCommit(() => {
      KIT_CONTENT_MUTATIONS_TOTAL.inc({ action })
      KIT_DETAIL_VIEWS_TOTAL.inc()
    })
    return content
  }
}
