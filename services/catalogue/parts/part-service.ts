import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound, resourceConflict } from '../../../plugins/errors/domain-error.ts'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import { DELETE_ATTACHMENT_SETS, LOCK_SETS } from '../../documents/documents/statements.ts'
import { DeletionGuards } from '../deletion-guards.ts'
import { demandLinkable } from '../link-scheme.ts'
import { Retirement } from '../retired-parts/retirement.ts'
import { writeDocument } from '../search-documents/write-documents.ts'
import { toSellerLinks } from '../seller-links/link-row.ts'
import type { SellerIconSource } from '../sellers/logo-url.ts'
import { changesSearch } from './changes-search.ts'
import { Part } from './entities.ts'
import { BLOCKED_KEYS, KEY_COUNT } from './part-keys.ts'
import { partNotFound } from './part-not-found.ts'
import type { PartDto, RestoredPart } from './schemas.ts'
import {
  COUNT_FREE_KEYS,
  DELETE_PART,
  DELETE_PARTS,
  LOCK_PART,
  LOCK_PART_FIELDS,
  LOCK_PARTS,
  NEXT_KEY,
  PART_DETAIL,
  PART_IDENTITIES,
  PART_IDENTITY,
  PART_TAG,
} from './statements.ts'

const KEY_ATTEMPTS = 10

/** Fields of a part that a user writes. A field that is absent stays as it is; null clears it. */
export interface PartFields {
  description?: string | null
  manufacturerCode?: string | null
  typeId?: number | null
  tags?: string[] | null
  manufacturer?: string | null
  productPage?: string | null
  package?: string | null
  pinCount?: number | null
  pinPitch?: string | null
  voltageRating?: string | null
  inputVoltage?: string | null
  outputVoltage?: string | null
  mountingType?: string | null
  series?: string | null
  dimensions?: string | null
  minimumQuantity?: number | null
}

type NewRow = PartFields & { description: string; attachmentSetId: number }

/** What other services need to refer to a part. */
export type PartIdentity = RowOf<typeof PART_IDENTITY>

/** What of a part shows without being stored with it, and its version. */
export type PartTagFacts = Versioned &
  Pick<PartDto, 'total_quantity' | 'cover_url' | 'type' | 'used_in_kits' | 'seller_links'>

/** The parts of the inventory. */
export class PartService {
  /** Services that can refuse the deletion of a part. */
  readonly deletionGuards = new DeletionGuards()
  /** What goes with a part that is deleted, and comes back with it. */
  readonly retirement = new Retirement()
  readonly #db: Database
  readonly #iconSource: SellerIconSource

  constructor(db: Database, iconSource: SellerIconSource) {
    this.#db = db
    this.#iconSource = iconSource
  }

  /** One part with its type, seller links and totals. @throws DomainError 404 for an unknown key. */
  async get(key: string): Promise<PartDto & Versioned> {
    const [row] = await this.#db.query(PART_DETAIL, [key])
    if (!row) throw await partNotFound(this.#db, key)
    return { ...row, seller_links: toSellerLinks(row.seller_links, this.#iconSource) }
  }

  /** The version of a part and what its tag is made of besides, without the part; null for an unknown key. */
  async readTagFacts(key: string): Promise<PartTagFacts | null> {
    const [row] = await this.#db.query(PART_TAG, [key])
    return row ? { ...row, seller_links: toSellerLinks(row.seller_links, this.#iconSource) } : null
  }

  /** @throws DomainError 404 for an unknown key. */
  async identify(key: string): Promise<PartIdentity> {
    const [part] = await this.#db.query(PART_IDENTITY, [key])
    if (!part) throw await partNotFound(this.#db, key)
    return part
  }

  /**
   * Many parts by their keys, in the order of the keys.
   *
   * @throws DomainError 404 for the first key that is unknown.
   */
  async identifyAll(keys: readonly string[]): Promise<PartIdentity[]> {
    const rows = await this.#db.query(PART_IDENTITIES, [keys])
    const known = new Map(rows.map((part) => [part.key, part]))
    return keys.map((key) => {
      const part = known.get(key)
      if (!part) throw recordNotFound('Part', key)
      return part
    })
  }

  /**
   * Stores a new part with an empty set of documents.
   *
   * @param wanted a key that no part has or had; by default the next one is drawn.
   * @throws DomainError 409 when the wanted key is taken, or all are.
   */
  async create(
    fields: PartFields & { description: string },
    wanted: string | null = null,
  ): Promise<PartDto & Versioned> {
    demandLinkable('product_page', fields.productPage)
    return this.#db.transaction(async (unit) => {
      const documents = unit.em.create(AttachmentSet, { coverAttachmentId: null })
      await unit.em.flush()
      const row = { ...fields, attachmentSetId: documents.id }
      const key = wanted === null ? await this.#insertWithNextKey(unit, row) : await this.#insert(unit, row, wanted)
      if (key === null) throw resourceConflict('part', `the key ${wanted}`)
      const part = await this.get(key)
      await writeDocument(unit, part)
      unit.announce({ kind: 'part', id: key })
      return part
    })
  }

  /** Somebody who gives a part a key of their own may be faster: then the next one is drawn. */
  async #insertWithNextKey(unit: UnitOfWork, row: NewRow): Promise<string> {
    for (let attempt = 1; attempt <= KEY_ATTEMPTS; attempt++) {
      const [next] = await unit.query(NEXT_KEY, [BLOCKED_KEYS])
      const key = next?.key ?? null
      if (key === null) throw invalidOperation('generate unique part key', 'all keys are taken')
      if ((await this.#insert(unit, row, key)) !== null) return key
    }
    throw invalidOperation('generate unique part key', `no free key was found in ${KEY_ATTEMPTS} attempts`)
  }

  /** @returns the key; null when a part has it, or had it. */
  async #insert(unit: UnitOfWork, row: NewRow, key: string): Promise<string | null> {
    try {
      await unit.savepoint(async () => {
        unit.em.create(Part, { ...row, key })
        await unit.em.flush()
      })
      return key
    } catch (error) {
      if (violates(error, 'uq_parts_key') || violates(error, 'uq_retired_parts_key')) return null
      throw error
    }
  }

  /**
   * Changes the given fields.
   *
   * @throws DomainError 404 for an unknown key; StaleVersionError.
   */
  async update(
    key: string,
    fields: PartFields,
    precondition: Precondition | null = null,
  ): Promise<PartDto & Versioned> {
    demandLinkable('product_page', fields.productPage)
    return this.#db.transaction(async (unit) => {
      if (precondition !== null) await demandVersion(unit, key, precondition)
      const part = await unit.em.findOne(Part, { key })
      if (!part) throw recordNotFound('Part', key)
      const isFoundOtherwise = changesSearch(part, fields)
      Object.assign(part, fields)
      await unit.em.flush()
      // The row is locked now if anything of it has changed, so what is read here stays until the commit.
      const changed = await this.get(key)
      if (isFoundOtherwise) await writeDocument(unit, changed)
      unit.announce({ kind: 'part', id: key })
      return changed
    })
  }

  /**
   * Deletes a part with its documents, seller links and history, and its lines of shopping lists. All of it is kept with
   * the retired parts, and its key is never given again. The stored contents of its documents stay until they are swept.
   *
   * @returns the id that it had.
   * @throws DomainError 404 for an unknown key; 409 while the part is in stock, in a kit or ordered; StaleVersionError.
   */
  async delete(key: string, precondition: Precondition | null = null): Promise<number> {
    return this.#db.transaction(async (unit) => {
      await this.deletionGuards.lock(unit, (await this.identify(key)).id)
      const [part] = await unit.query(LOCK_PART, [key])
      if (!part) throw recordNotFound('Part', key)
      precondition?.demand(part)
      await this.deletionGuards.clear(unit, part.id, `delete part ${key}`)
      await unit.query(LOCK_SETS, [[part.attachment_set_id]])
      await this.retirement.retire(unit, part.id)
      await unit.query(DELETE_PART, [part.id])
      await unit.query(DELETE_ATTACHMENT_SETS, [[part.attachment_set_id]])
      return part.id
    })
  }

  /**
   * The same as `delete` for many parts, with a constant number of statements.
   *
   * @throws DomainError 409 with the first thing that is in the way of one of them.
   */
  async deleteAll(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await this.#db.transaction(async (unit) => {
      await this.deletionGuards.lockAll(unit, ids)
      const parts = await unit.query(LOCK_PARTS, [ids])
      const locked = parts.map(({ id }) => id)
      await this.deletionGuards.clearAll(unit, locked, 'delete parts')
      const sets = parts.map(({ attachment_set_id }) => attachment_set_id)
      await unit.query(LOCK_SETS, [sets])
      await this.retirement.retireAll(unit, locked)
      await unit.query(DELETE_PARTS, [locked])
      await unit.query(DELETE_ATTACHMENT_SETS, [sets])
    })
  }

  /**
   * Brings a deleted part back, with what was kept of it.
   *
   * @returns the part, with what did not come back in `left_out`.
   * @throws DomainError 404 for a key that is not one of a deleted part, 409 for a part that was merged into another.
   */
  async restore(key: string): Promise<RestoredPart & Versioned> {
    return this.#db.transaction(async (unit) => {
      const { leftOut } = await this.retirement.restore(unit, key)
      const part = await this.get(key)
      await writeDocument(unit, part)
      unit.announce({ kind: 'part', id: key })
      return { ...part, left_out: leftOut }
    })
  }

  /** How many keys are left for new parts. */
  async countFreeKeys(): Promise<number> {
    const [count] = await this.#db.query(COUNT_FREE_KEYS, [BLOCKED_KEYS, KEY_COUNT])
    return count?.free ?? 0
  }
}

async function demandVersion(unit: UnitOfWork, key: string, precondition: Precondition): Promise<void> {
  const [part] = await unit.query(LOCK_PART_FIELDS, [key])
  if (!part) throw recordNotFound('Part', key)
  precondition.demand(part)
}
