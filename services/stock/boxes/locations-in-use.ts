import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { LOCATION_WITH_STOCK, LOCK_LOCATIONS } from './statements.ts'

/** A location that cannot be removed. */
export interface HeldLocation {
  locNo: number
  /** Why it cannot be removed, as it follows "location 3-4". */
  why: string
  /** Why its box cannot be deleted, as it follows "because". */
  boxReason: string
}

/**
 * How a service that refers to locations takes part in their removal.
 *
 * @returns the lowest location of the box from `fromLocNo` on that it refers to, if any.
 */
export type LocationGuard = (unit: UnitOfWork, boxNo: number, fromLocNo: number) => Promise<HeldLocation | undefined>

async function findStock(unit: UnitOfWork, boxNo: number, fromLocNo: number): Promise<HeldLocation | undefined> {
  const [held] = await unit.query(LOCATION_WITH_STOCK, [boxNo, fromLocNo])
  return (
    held && {
      locNo: held.loc_no,
      why: 'still holds parts',
      boxReason: 'it contains parts that must be moved or removed first',
    }
  )
}

/** Finds what forbids removing locations: their stock, and what services of other wings have there. */
export class LocationsInUse {
  readonly #guards: LocationGuard[] = [findStock]

  add(guard: LocationGuard): void {
    this.#guards.push(guard)
  }

  /**
   * Locks the locations of a box from `fromLocNo` on and finds the lowest one with stock, or, when none has stock, the
   * lowest one that another service refers to.
   *
   * Stock and pick-list lines refer to their location, so none can be added until the unit of work ends; one that is
   * being added at this moment is waited for. Hence several statements: the later ones see what the lock waited for.
   */
  async find(unit: UnitOfWork, boxNo: number, fromLocNo: number): Promise<HeldLocation | undefined> {
    await unit.query(LOCK_LOCATIONS, [boxNo, fromLocNo])
    for (const guard of this.#guards) {
      const held = await guard(unit, boxNo, fromLocNo)
      if (held) return held
    }
    return undefined
  }
}
