/** A pile of a part and what open lines of pick lists hold of it. */
export interface Pile {
  locationId: number
  qty: number
  held: number
}

/** What a pick list needs of one kit content, and where it may come from. */
export interface Need {
  contentId: number
  partKey: string
  requiredPerUnit: number
  /** Pieces that other active kits reserve. */
  reserved: number
  /** In the order in which they are emptied: small remainders first. */
  piles: readonly Pile[]
}

/** A line that a planned pick list will have. */
export interface PlannedLine {
  contentId: number
  locationId: number
  quantity: number
}

/** How much is needed of a content and how much of it may be used. */
export interface Availability {
  need: Need
  required: number
  usable: number
}

function free({ qty, held }: Pile): number {
  return Math.max(qty - held, 0)
}

/**
 * Works out whether the stock suffices for so many units.
 *
 * Reservations of other kits and open lines of pick lists are both subtracted, also where they are of the same kit and
 * mean the same pieces. Plans are on the safe side that way, and a preview agrees with what is created after it.
 */
export function assess(need: Need, units: number): Availability {
  const total = need.piles.reduce((sum, pile) => sum + free(pile), 0)
  return { need, required: need.requiredPerUnit * units, usable: Math.max(total - need.reserved, 0) }
}

/** Whether a line can take its pieces from where it stands, and leaves what other lines hold there. */
export function isPickable(
  { piles }: Need,
  { locationId, quantity }: { locationId: number; quantity: number },
): boolean {
  return piles.some((pile) => pile.locationId === locationId && free(pile) >= quantity)
}

/**
 * Plans the pieces of a line that exists already. When the pieces do not suffice for the line and for what other kits
 * reserve, the line comes first: the reservations were respected when its list was made.
 *
 * @returns null when the other open lines leave fewer pieces than that.
 */
export function allocatePromised(need: Need, quantity: number): PlannedLine[] | null {
  const spare = need.piles.reduce((sum, pile) => sum + free(pile), 0) - quantity
  return spare < 0 ? null : allocate({ ...need, reserved: Math.min(need.reserved, spare) }, quantity)
}

/**
 * Distributes a quantity over the piles of a content. The pieces that other kits reserve are skipped, beginning with the
 * first pile; the pieces after them are taken.
 *
 * @param quantity at most what is usable.
 */
export function allocate({ contentId, reserved, piles }: Need, quantity: number): PlannedLine[] {
  const lines: PlannedLine[] = []
  let remaining = quantity
  let setAside = reserved
  for (const pile of piles) {
    const skipped = Math.min(free(pile), setAside)
    setAside -= skipped
    const taken = Math.min(free(pile) - skipped, remaining)
    remaining -= taken
    if (taken > 0) lines.push({ contentId, locationId: pile.locationId, quantity: taken })
  }
  return lines
}
