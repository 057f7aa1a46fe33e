import type { Database } from '../../../plugins/database/database.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { KIT_DETAIL_VIEWS_TOTAL } from '../../kits/kits/kit-detail-views.ts'
import type { KitDetail } from './schemas.ts'
import { KIT_DETAIL } from './statements.ts'

/** Kits with data of other wings. */
export class KitDetailService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** A kit with contents, links to shopping lists and pick lists. @throws DomainError 404 for an unknown id. */
  async get(id: number): Promise<KitDetail & Versioned> {
    const kit = await this.read(id)
    KIT_DETAIL_VIEWS_TOTAL.inc()
    return kit
  }

  /** The same, which does not count as a view. */
  async read(id: number): Promise<KitDetail & Versioned> {
    const [kit] = await this.#db.query(KIT_DETAIL, [id])
    if (!kit) throw recordNotFound('Kit', id)
    return kit
  }
}
