const GROWTH = 1.5

export interface PauseLimits {
  /** After the first failure. */
  first: number
  most: number
}

/**
 * How long to wait before something that failed is tried again: longer after each failure, up to a limit.
 *
 * @param failures how often it has failed in a row.
 * @returns the time in the unit of the limits.
 */
export function pauseAfter(failures: number, { first, most }: PauseLimits): number {
  return Math.min(most, first * GROWTH ** (failures - 1))
}
