import pLimit from 'p-limit'
import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import { PendingWork } from '../../../plugins/pending-work.ts'
import { hashOfKey } from '../../documents/documents/content-address.ts'
import type { SiteIcons } from '../../documents/url-reader/site-icons.ts'
import { ICON_OF_SELLER, KEEP_ICON } from './statements.ts'

/** Websites that are asked at the same time. */
const PARALLEL = 2

export interface SellerIconOptions {
  db: Pick<Database, 'query'>
  icons: Pick<SiteIcons, 'find'>
  /** Whether websites of sellers are asked for their icons. */
  looksForIcons: boolean
  log: Log
}

/**
 * What stands for a seller: its own logo, stored under a hash, or else a PNG, the icon of its website. `isDue` where
 * that is being looked for.
 */
export type SellerPicture = { logo: string } | { icon: Buffer } | { none: true; isDue: boolean }

/**
 * Icons of sellers without a logo of their own. The website of a seller is asked once, in the background, when somebody
 * wants its icon first; what was found is kept in the database.
 */
export class SellerIconService {
  readonly #options: SellerIconOptions
  readonly #limit = pLimit(PARALLEL)
  readonly #lookups = new PendingWork()
  readonly #underWay = new Set<number>()
  readonly #end = new AbortController()

  constructor(options: SellerIconOptions) {
    this.#options = options
  }

  /** @throws DomainError 404 for an unknown seller. */
  async get(sellerId: number): Promise<SellerPicture> {
    const { db, looksForIcons } = this.#options
    const [seller] = await db.query(ICON_OF_SELLER, [sellerId])
    if (!seller) throw recordNotFound('Seller', sellerId)
    const logo = hashOfKey(seller.logo_s3_key)
    if (logo !== null) return { logo }
    if (seller.picture) return { icon: seller.picture }
    const isDue = seller.is_due && looksForIcons
    if (isDue) this.#lookUp(sellerId)
    return { none: true, isDue }
  }

  /** Ends the lookups that are under way. */
  async close(): Promise<void> {
    this.#end.abort()
    await this.#lookups.settled()
  }

  #lookUp(sellerId: number): void {
    const { signal } = this.#end
    if (this.#underWay.has(sellerId) || signal.aborted) return
    this.#underWay.add(sellerId)
    const lookup = this.#limit(() => this.#find(sellerId, signal))
      .catch((err) => {
        if (!signal.aborted) this.#options.log.warn({ err, sellerId }, 'the icon of a seller could not be kept')
      })
      .finally(() => this.#underWay.delete(sellerId))
    void this.#lookups.track(lookup)
  }

  async #find(sellerId: number, signal: AbortSignal): Promise<void> {
    const { db, icons } = this.#options
    signal.throwIfAborted()
    // What somebody has read before a lookup that has ended since says no longer whether another one is due.
    const [seller] = await db.query(ICON_OF_SELLER, [sellerId])
    if (seller?.is_due !== true) return
    const picture = await icons.find(seller.website, signal)
    await db.query(KEEP_ICON, [sellerId, seller.website, picture])
  }
}
