import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import { DELETE_ATTACHMENT_SET } from '../../documents/documents/statements.ts'
import { DeletionGuards } from '../deletion-guards.ts'
import { demandLinkable } from '../link-scheme.ts'
import { rewriteDocument, writeDocument } from '../search-documents/write-documents.ts'
import { toSellerLinks } from '../seller-links/link-row.ts'
import type { SellerIconSource } from '../sellers/logo-url.ts'
import { Part } from './entities.ts'
import { type KeyGenerator, randomKey } from './part-keys.ts'
import type { PartDto } from './schemas.ts'
import { DELETE_PART, LOCK_PART, PART_DETAIL, PART_IDENTITIES, PART_IDENTITY, TAKEN_KEY } from './statements.ts'

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
}

/** What other services need to refer to a part. */
export type PartIdentity = RowOf<typeof PART_IDENTITY>

/** The parts of the inventory. */
export class PartService {
  /** Services that can refuse the deletion of a part. */
  readonly deletionGuards = new DeletionGuards()
  readonly #db: Database
  readonly #iconSource: SellerIconSource
  readonly #generateKey: KeyGenerator

  constructor(db: Database, iconSource: SellerIconSource, generateKey: KeyGenerator = randomKey) {
    this.#db = db
    this.#iconSource = iconSource
    this.#generateKey = generateKey
  }

  /** One part with its type, seller links and totals. @throws DomainError 404 for an unknown key. */
  async get(key: string): Promise<PartDto> {
    const [row] = await this.#db.query(PART_DETAIL, [key])
    if (!row) throw recordNotFound('Part', key)
    return { ...row, seller_links: toSellerLinks(row.seller_links, this.#iconSource) }
  }

  /** @throws DomainError 404 for an unknown key. */
  async identify(key: string): Promise<PartIdentity> {
    const [part] = await this.#db.query(PART_IDENTITY, [key])
    if (!part) throw recordNotFound('Part', key)
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
   * Stores a new part under a key of its own, with an empty set of documents.
   *
   * @throws DomainError 409 when no free key was found.
   */
  async create(fields: PartFields & { description: string }): Promise<PartDto> {
    demandLinkable('product_page', fields.productPage)
    return this.#db.transaction(async (unit) => {
      const documents = unit.em.create(AttachmentSet, { coverAttachmentId: null })
      await unit.em.flush()
      const key = await this.#insert(unit, { ...fields, attachmentSetId: documents.id })
      const part = await this.get(key)
      await writeDocument(unit, part)
      return part
    })
  }

  /** A key that another request takes between the check and the insert counts as taken, too. */
  async #insert(
    unit: UnitOfWork,
    fields: PartFields & { description: string; attachmentSetId: number },
  ): Promise<string> {
    for (let attempt = 1; attempt <= KEY_ATTEMPTS; attempt++) {
      const key = this.#generateKey()
      const taken = await unit.query(TAKEN_KEY, [key])
      if (taken.length > 0) continue
      try {
        await unit.savepoint(async () => {
          unit.em.create(Part, { ...fields, key })
          await unit.em.flush()
        })
        return key
      } catch (error) {
        if (!violates(error, 'uq_parts_key')) throw error
      }
    }
    throw invalidOperation('generate unique part key', `no free key was found in ${KEY_ATTEMPTS} attempts`)
  }

  /** Changes the given fields. @throws DomainError 404 for an unknown key. */
  async update(key: string, fields: PartFields): Promise<PartDto> {
    demandLinkable('product_page', fields.productPage)
    return this.#db.transaction(async (unit) => {
      const part = await unit.em.findOne(Part, { key })
      if (!part) throw recordNotFound('Part', key)
      Object.assign(part, fields)
      await unit.em.flush()
      await rewriteDocument(unit, part.id)
      return this.get(key)
    })
  }

  /**
   * Deletes a part with its documents, seller links and history, and its lines of shopping lists. The stored contents of
   * its documents stay, because other documents may share them.
   *
   * @throws DomainError 404 for an unknown key; 409 while the part is in stock, in a kit or ordered.
   */
  async delete(key: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await this.deletionGuards.lock(unit, (await this.identify(key)).id)
      const [part] = await unit.query(LOCK_PART, [key])
      if (!part) throw recordNotFound('Part', key)
      await this.deletionGuards.clear(unit, part.id, `delete part ${key}`)
      await unit.query(DELETE_PART, [part.id])
      await unit.query(DELETE_ATTACHMENT_SET, [part.attachment_set_id])
    })
  }
}
