import { LockMode } from '@mikro-orm/core'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Statement } from '../../../plugins/database/statement.ts'
import type { Versioned } from '../../../plugins/entity-tags/entity-tag.ts'
import type { Precondition } from '../../../plugins/entity-tags/precondition.ts'
import { DomainError, invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { Box, type BoxRow } from './entities.ts'
import { type LocationGuard, LocationsInUse } from './locations-in-use.ts'
import type { BoxDto, BoxListItem, BoxUsage, LocationDto, LocationWithParts } from './schemas.ts'
import {
  ADD_LOCATIONS,
  ALL_BOXES,
  BOX_DETAIL,
  BOX_USAGE,
  BOX_VERSION,
  DELETE_BOX,
  DELETE_LOCATIONS,
  LOCATION,
  LOCATIONS,
  LOCATIONS_WITH_PARTS,
} from './statements.ts'

/** Fields of a box that a user writes. */
export interface BoxFields {
  description: string
  /** Number of locations, 1 to 1000. */
  capacity: number
}

/** Numbered boxes; each has exactly the locations 1 to its capacity. A number is never used twice. */
export class BoxService {
  readonly #db: Database
  readonly #locationsInUse = new LocationsInUse()

  constructor(db: Database) {
    this.#db = db
  }

  /** Registers what keeps locations from being removed, beside stock. */
  guardLocations(guard: LocationGuard): void {
    this.#locationsInUse.add(guard)
  }

  /** All boxes by number. */
  async list(): Promise<BoxListItem[]> {
    return this.#db.query(ALL_BOXES)
  }

  /** @throws DomainError 404 for an unknown box. */
  async get(boxNo: number): Promise<BoxDto & Versioned> {
    const [box] = await this.#db.query(BOX_DETAIL, [boxNo])
    if (!box) throw recordNotFound('Box', boxNo)
    return box
  }

  /** The version of a box, without the box; null for an unknown one. */
  async readVersion(boxNo: number): Promise<Versioned | null> {
    const [box] = await this.#db.query(BOX_VERSION, [boxNo])
    return box ?? null
  }

  /** @throws DomainError 404 for an unknown box. */
  async usage(boxNo: number): Promise<BoxUsage> {
    const [usage] = await this.#db.query(BOX_USAGE, [boxNo])
    if (!usage) throw recordNotFound('Box', boxNo)
    return usage
  }

  /** The locations of a box in order. @throws DomainError 404 for an unknown box. */
  async locations(boxNo: number): Promise<LocationDto[]> {
    return this.#locations(boxNo, LOCATIONS)
  }

  /** The locations of a box in order, with the parts in them. @throws DomainError 404 for an unknown box. */
  async locationsWithParts(boxNo: number): Promise<LocationWithParts[]> {
    return this.#locations(boxNo, LOCATIONS_WITH_PARTS)
  }

  /** @throws DomainError 404 for an unknown box, or a location beyond its capacity. */
  async location(boxNo: number, locNo: number): Promise<LocationDto> {
    const [location] = await this.#db.query(LOCATION, [boxNo, locNo])
    if (!location) throw await this.#locationNotFound(boxNo, locNo)
    return location
  }

  /** 404 that says which locations there are: the label of one may be older than its box is small. */
  async #locationNotFound(boxNo: number, locNo: number): Promise<DomainError> {
    const [usage] = await this.#db.query(BOX_USAGE, [boxNo])
    const hint = usage ? `Box ${boxNo} has the locations 1 to ${usage.total_locations}` : `There is no box ${boxNo}`
    return new DomainError(404, 'RECORD_NOT_FOUND', `Location ${boxNo}-${locNo} was not found`, hint)
  }

  /** Stores a new box under the next number, with all its locations. */
  async create(fields: BoxFields): Promise<BoxDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const box = unit.em.create(Box, { ...fields })
      await unit.em.flush()
      await addLocations(unit, box, 1)
      unit.announce({ kind: 'box', id: String(box.boxNo) })
      return this.get(box.boxNo)
    })
  }

  /**
   * Changes both fields, and adds or removes locations at the end of the box.
   *
   * @throws DomainError 404 for an unknown box; 409 when a location that would go holds parts or is on a pick list;
   * StaleVersionError.
   */
  async update(
    boxNo: number,
    fields: BoxFields,
    precondition: Precondition | null = null,
  ): Promise<BoxDto & Versioned> {
    return this.#db.transaction(async (unit) => {
      const box = await lockBox(unit, boxNo)
      precondition?.demand(box)
      const before = box.capacity
      if (fields.capacity < before) await this.#removeLocations(unit, boxNo, fields.capacity + 1)
      unit.em.assign(box, fields)
      await unit.em.flush()
      if (fields.capacity > before) await addLocations(unit, box, before + 1)
      unit.announce({ kind: 'box', id: String(boxNo) })
      return this.get(boxNo)
    })
  }

  /** @throws DomainError 404 for an unknown box; 409 while it holds parts or pick lists refer to it; StaleVersionError. */
  async delete(boxNo: number, precondition: Precondition | null = null): Promise<void> {
    await this.#db.transaction(async (unit) => {
      const box = await lockBox(unit, boxNo)
      precondition?.demand(box)
      const held = await this.#locationsInUse.find(unit, boxNo, 1)
      if (held) throw invalidOperation(`delete box ${boxNo}`, held.boxReason)
      await unit.query(DELETE_BOX, [boxNo])
    })
  }

  async #removeLocations(unit: UnitOfWork, boxNo: number, fromLocNo: number): Promise<void> {
    const held = await this.#locationsInUse.find(unit, boxNo, fromLocNo)
    if (held) throw invalidOperation(`reduce capacity of box ${boxNo}`, `location ${boxNo}-${held.locNo} ${held.why}`)
    await unit.query(DELETE_LOCATIONS, [boxNo, fromLocNo])
  }

  async #locations<Row>(boxNo: number, statement: Statement<Row>): Promise<Row[]> {
    const locations = await this.#db.query(statement, [boxNo])
    // A box has at least one.
    if (locations.length === 0) throw recordNotFound('Box', boxNo)
    return locations
  }
}

/** Locks a box: two changes of it run one after the other. */
async function lockBox({ em }: UnitOfWork, boxNo: number): Promise<BoxRow> {
  const box = await em.findOne(Box, { boxNo }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!box) throw recordNotFound('Box', boxNo)
  return box
}

async function addLocations(unit: UnitOfWork, box: BoxRow, fromLocNo: number): Promise<void> {
  await unit.query(ADD_LOCATIONS, [box.id, box.boxNo, fromLocNo, box.capacity])
}
