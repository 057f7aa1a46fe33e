import type { Database } from '../../../plugins/database/database.ts'
import { KIT_LINKS } from './kit-queries.ts'
import type { KitLink } from './link-schemas.ts'
import { type PerKit, readPerKit } from './per-kit.ts'

/** The shopping lists that kits were pushed to. */
export class KitLinkList {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /**
   * The links of each kit, the newest first, in the order of the ids; those to done lists only when asked for.
   *
   * @throws DomainError 404 for the first id that is unknown.
   */
  async ofKits(kitIds: readonly number[], { includeDone }: { includeDone: boolean }): Promise<PerKit<KitLink>[]> {
    return readPerKit<KitLink>(
      this.#db,
      `${KIT_LINKS} where link.kit_id = wanted.id and ($2::boolean or list.status <> 'done')
        order by link.created_at desc, link.id desc`,
      kitIds,
      includeDone,
    )
  }
}
