/**
 * A record that is there (its id, positive) or that the plan creates (negative: the place in the plan's list, from -1
 * on).
 */
export type Ref = number

export function refOfNew(place: number): Ref {
  return -1 - place
}

/** The place in the plan's list. @returns null for a record that is there. */
export function placeOfNew(ref: Ref): number | null {
  return ref < 0 ? -1 - ref : null
}
