import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { violates } from '../../../plugins/database/database-error.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { AttachmentSet } from '../../documents/documents/entities.ts'
import { DELETE_ATTACHMENT_SET } from '../../documents/documents/statements.ts'
import { type Page, type PagePosition, positionBehind } from '../../page-position.ts'
import { Kit } from './entities.ts'
import { lockActiveKit, lockKit, touchKit } from './kit-lock.ts'
import type { KitBuildable, KitDto, KitSummary } from './schemas.ts'
import {
  ARCHIVE_KIT,
  DELETE_KIT,
  DELETE_PICK_LISTS_OF_KIT,
  KIT,
  KIT_OVERVIEW,
  KITS_BUILDABLE,
  LOCK_PICK_LISTS_OF_KIT,
  UNARCHIVE_KIT,
} from './statements.ts'

export const KITS_CREATED_TOTAL = new Counter({ name: 'kits_created_total', help: 'Kits created' })

export const KITS_ARCHIVED_TOTAL = new Counter({ name: 'kits_archived_total', help: 'Kits put into the archive' })

export const KITS_UNARCHIVED_TOTAL = new Counter({
  name: 'kits_unarchived_total',
  help: 'Kits taken back from the archive',
})

export const KITS_OVERVIEW_REQUESTS_TOTAL = new Counter({
  name: 'kits_overview_requests_total',
  help: 'Kit overview queries by requested status',
  labelNames: ['status'] as const,
})

/** Fields of a kit that a user writes. A field that is absent stays as it is. */
export interface KitFields {
  name?: string
  /** Null clears it. */
  description?: string | null
  buildTarget?: number
}

export interface KitFilter {
  status: KitSummary['status']
  /** Text that the name or the description contains, in any case. Blank text filters nothing. */
  text?: string | undefined
  /** Kits of a page; null for all. */
  limit?: number | null | undefined
  after?: PagePosition | null
}

/**
 * A LIKE pattern for texts that contain this one. Forms of a character that look alike become one, here and in the
 * statement: the micro sign and the Greek letter, letters with composed and separate accents, full-width letters.
 */
function containing(text: string): string {
  return `%${text.normalize('NFKC').replace(/[\\%_]/g, '\\$&')}%`
}

async function flushNamed(unit: UnitOfWork, operation: string, name: string): Promise<void> {
  try {
    await unit.em.flush()
  } catch (error) {
    if (violates(error, 'uq_kits_name')) throw invalidOperation(operation, `a kit named ${name} exists already`)
    throw error
  }
}

/** The kits themselves. */
export class KitService {
  readonly #db: Database
  readonly #countsChanged: () => void

  /** @param countsChanged called after each committed change of the number of kits of a status; it is not awaited. */
  constructor(db: Database, countsChanged: () => void) {
    this.#db = db
    this.#countsChanged = countsChanged
  }

  /** The kits of one status, the one that changed last first. */
  async list({ status, text = '', limit = null, after = null }: KitFilter): Promise<Page<KitSummary>> {
    const sought = text.trim()
    const filter = [status, sought === '' ? null : containing(sought), limit]
    const kits =
      after === null
        ? await this.#db.query(KIT_OVERVIEW.newest, filter)
        : await this.#db.query(KIT_OVERVIEW.after, [...filter, after.micros, after.id])
    KITS_OVERVIEW_REQUESTS_TOTAL.inc({ status })
    return { items: kits, next: positionBehind(kits, limit) }
  }

  /** How many units of each kit of a status can be built now. */
  async buildable(status: KitSummary['status']): Promise<KitBuildable[]> {
    return this.#db.query(KITS_BUILDABLE, [status])
  }

  /** Stores a new active kit with an empty set of documents. @throws DomainError 409 for a name that is taken. */
  async create({ name, description = null, buildTarget }: KitFields & { name: string }): Promise<KitDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const documents = unit.em.create(AttachmentSet, { coverAttachmentId: null })
      await unit.em.flush()
      const row = { name, description, buildTarget: buildTarget ?? 1, attachmentSetId: documents.id }
      const created = unit.em.create(Kit, row)
      await flushNamed(unit, 'create kit', name)
      unit.announce({ kind: 'kit', id: String(created.id) })
      this.#count(unit, KITS_CREATED_TOTAL)
      return this.#read(unit, created.id)
    })
  }

  /**
   * Changes the given fields of an active kit. It counts as changed even where it had these values before.
   *
   * @throws DomainError 404 for an unknown id; 409 for an archived kit, for no field at all and for a taken name;
   * StaleVersionError.
   */
  async update(id: number, fields: KitFields, precondition: Precondition | null = null): Promise<KitDto & Versioned> {
    const operation = `update kit ${id}`
    return this.#db.transaction(async (unit) => {
      const locked = await lockActiveKit(unit, id, operation)
      precondition?.demand(locked)
      if (Object.keys(fields).length === 0) throw invalidOperation(operation, 'no field was provided')
      const kit = await unit.em.findOneOrFail(Kit, { id })
      Object.assign(kit, fields)
      await flushNamed(unit, operation, kit.name)
      await touchKit(unit, id)
      return this.#read(unit, id)
    })
  }

  /** @throws DomainError 404 for an unknown id; 409 for a kit that is archived. */
  async archive(id: number): Promise<KitDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      await lockActiveKit(unit, id, `archive kit ${id}`)
      await unit.query(ARCHIVE_KIT, [id])
      this.#count(unit, KITS_ARCHIVED_TOTAL)
      return this.#read(unit, id)
    })
  }

  /** @throws DomainError 404 for an unknown id; 409 for a kit that is active. */
  async unarchive(id: number): Promise<KitDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const { status } = await lockKit(unit, id)
      if (status !== 'archived') throw invalidOperation(`unarchive kit ${id}`, 'the kit is not archived')
      await unit.query(UNARCHIVE_KIT, [id])
      this.#count(unit, KITS_UNARCHIVED_TOTAL)
      return this.#read(unit, id)
    })
  }

  /**
   * Deletes a kit with its contents, pick lists, links to shopping lists and documents. Parts, stock, its history and
   * the shopping lists stay as they are.
   *
   * @throws DomainError 404 for an unknown id; StaleVersionError.
   */
  async delete(id: number, precondition: Precondition | null = null): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const kit = await lockKit(unit, id)
      precondition?.demand(kit)
      // Pick-list lines hold the contents, so they go first; picks that run now end before.
      await unit.query(LOCK_PICK_LISTS_OF_KIT, [id])
      await unit.query(DELETE_PICK_LISTS_OF_KIT, [id])
      await unit.query(DELETE_KIT, [id])
      await unit.query(DELETE_ATTACHMENT_SET, [kit.attachment_set_id])
      unit.afterCommit(() => this.#countsChanged())
    })
  }

  #count(unit: UnitOfWork, changes: Counter): void {
    unit.afterCommit(() => {
      changes.inc()
      this.#countsChanged()
    })
  }

  async #read(unit: UnitOfWork, id: number): Promise<KitDto & Versioned> {
    const [kit] = await unit.query(KIT, [id])
    if (!kit) throw recordNotFound('Kit', id)
    return kit
  }
}
