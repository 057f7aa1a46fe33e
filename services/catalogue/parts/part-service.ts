import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import type { SellerIconSource } from '../sellers/logo-url.ts'
import { Part } from './entities.ts'
import { type KeyGenerator, randomKey } from './part-keys.ts'
import { PART_DETAIL, type PartDetailRow, toSellerLinks } from './part-queries.ts'
import type { PartDto } from './schemas.ts'

const KEY_ATTEMPTS = 10

/** What users say about a part. A field that is absent stays as it is; null clears it. */
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

/** Who a part is, for other services. */
export interface PartIdentity {
  id: number
  key: string
  description: string
}

/** The parts of the inventory. */
export class PartService {
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
    const [row] = await this.#db.query<PartDetailRow>(PART_DETAIL, [key])
    if (!row) throw recordNotFound('Part', key)
    return { ...row, seller_links: toSellerLinks(row.seller_links, this.#iconSource) }
  }

  /** @throws DomainError 404 for an unknown key. */
  async identify(key: string): Promise<PartIdentity> {
    const [part] = await this.#db.query<PartIdentity>('select id, key, description from parts where key = $1', [key])
    if (!part) throw recordNotFound('Part', key)
    return part
  }

  /**
   * Many parts by their keys, in the order of the keys.
   *
   * @throws DomainError 404 for the first key that is unknown.
   */
  async identifyAll(keys: readonly string[]): Promise<PartIdentity[]> {
    const rows = await this.#db.query<PartIdentity>(
      'select id, key, description from parts where key = any ($1::text[])',
      [keys],
    )
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
    return this.#db.transaction(async (unit) => {
      const documents = unit.em.create(AttachmentSet, { coverAttachmentId: null })
      await unit.em.flush()
      const key = await this.#insert(unit, { ...fields, attachmentSetId: documents.id })
      return this.get(key)
    })
  }

  /** A key that another request takes between our look and our insert counts as taken, too. */
  async #insert(
    unit: UnitOfWork,
    fields: PartFields & { description: string; attachmentSetId: number },
  ): Promise<string> {
    for (let attempt = 1; attempt <= KEY_ATTEMPTS; attempt++) {
      const key = this.#generateKey()
      const taken = await unit.query('select 1 from parts where key = $1', [key])
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
    return this.#db.transaction(async ({ em }) => {
      const part = await em.findOne(Part, { key })
      if (!part) throw recordNotFound('Part', key)
      Object.assign(part, fields)
      await em.flush()
      return this.get(key)
    })
  }

  /**
   * Deletes a part with its documents, seller links and history; it disappears from shopping lists. What is stored of
   * its documents stays, since others may share it.
   *
   * @throws DomainError 404 for an unknown key; 409 while the part is in stock or in a kit.
   */
  async delete(key: string): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const [part] = await unit.query<{ id: number; attachment_set_id: number }>(
        'select id, attachment_set_id from parts where key = $1 for update',
        [key],
      )
      if (!part) throw recordNotFound('Part', key)
      // A statement of its own: it sees what the lock waited for.
      const [use] = await unit.query<{ stock: number; kit: string | null }>(
        `select (select coalesce(sum(qty), 0) from part_locations where part_id = $1) as stock,
                (select k.name from kit_contents c join kits k on k.id = c.kit_id
                  where c.part_id = $1 order by k.name limit 1) as kit`,
        [part.id],
      )
      const operation = `delete part ${key}`
      if (use && use.stock > 0) {
        throw invalidOperation(operation, 'it still has parts in inventory that must be removed first')
      }
      if (use && use.kit !== null) throw invalidOperation(operation, `it is used in the kit ${use.kit}`)
      await unit.query('delete from parts where id = $1', [part.id])
      await unit.query('delete from attachment_sets where id = $1', [part.attachment_set_id])
    })
  }
}
