import type { Database } from '../../../plugins/database/database.ts'
import { type PerKit, readPerKit } from '../../kits/kits/per-kit.ts'
import type { KitLink } from './link-schemas.ts'
import { LINKS_PER_KIT } from './statements.ts'

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
  async ofKits(kitIds: readonly number[], options: { includeDone: boolean }): Promise<PerKit<KitLink>[]> {
    return readPerKit(this.#db, LINKS_PER_KIT, kitIds, options)
  }
}
