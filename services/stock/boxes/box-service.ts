import { LockMode } from '@mikro-orm/core'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import type { Statement } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { Box, type BoxRow } from './entities.ts'
import { findHeldLocation } from './locations-in-use.ts'
import type { BoxDto, BoxListItem, BoxUsage, BoxWithUsage, LocationDto, LocationWithParts } from './schemas.ts'
import {
  ADD_LOCATIONS,
  ALL_BOXES,
  ALL_BOXES_WITH_USAGE,
  BOX_DETAIL,
  BOX_USAGE,
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

  constructor(db: Database) {
    this.#db = db
  }

  /** All boxes by number. */
  async list(): Promise<BoxListItem[]> {
    return this.#db.query(ALL_BOXES)
  }

  /** All boxes by number, with how full they are. */
  async listWithUsage(): Promise<BoxWithUsage[]> {
    return this.#db.query(ALL_BOXES_WITH_USAGE)
  }

  /** @throws DomainError 404 for an unknown box. */
  async get(boxNo: number): Promise<BoxDto> {
    const [box] = await this.#db.query(BOX_DETAIL, [boxNo])
    if (!box) throw recordNotFound('Box', boxNo)
    return box
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
    if (!location) throw recordNotFound('Location', `${boxNo}-${locNo}`)
    return location
  }

  /** Stores a new box under the next number, with all its locations. */
  async create(fields: BoxFields): Promise<BoxDto> {
    return this.#db.transaction(async (unit) => {
      const box = unit.em.create(Box, { ...fields })
      await unit.em.flush()
      await addLocations(unit, box, 1)
      return this.get(box.boxNo)
    })
  }

  /**
   * Changes both fields, and adds or removes locations at the end of the box.
   *
   * @throws DomainError 404 for an unknown box; 409 when a location that would go holds parts or is on a pick list.
   */
  async update(boxNo: number, fields: BoxFields): Promise<BoxDto> {
    return this.#db.transaction(async (unit) => {
      const box = await lockBox(unit, boxNo)
      const before = box.capacity
      if (fields.capacity < before) await removeLocations(unit, boxNo, fields.capacity + 1)
      unit.em.assign(box, fields)
      await unit.em.flush()
      if (fields.capacity > before) await addLocations(unit, box, before + 1)
      return this.get(boxNo)
    })
  }

  /** @throws DomainError 404 for an unknown box; 409 while it holds parts or pick lists refer to it. */
  async delete(boxNo: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await lockBox(unit, boxNo)
      const held = await findHeldLocation(unit, boxNo, 1)
      if (held?.holder === 'stock') {
        throw invalidOperation(`delete box ${boxNo}`, 'it contains parts that must be moved or removed first')
      }
      if (held) throw invalidOperation(`delete box ${boxNo}`, `pick lists refer to location ${boxNo}-${held.loc_no}`)
      await unit.query(DELETE_BOX, [boxNo])
    })
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

async function removeLocations(unit: UnitOfWork, boxNo: number, fromLocNo: number): Promise<void> {
  const held = await findHeldLocation(unit, boxNo, fromLocNo)
  if (held) {
    const reason = held.holder === 'stock' ? 'still holds parts' : 'is on a pick list'
    throw invalidOperation(`reduce capacity of box ${boxNo}`, `location ${boxNo}-${held.loc_no} ${reason}`)
  }
  await unit.query(DELETE_LOCATIONS, [boxNo, fromLocNo])
}
