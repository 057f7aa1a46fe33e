/**
 * Options of an LRU cache for at most so many entries, which takes memory as it fills. With `max` it takes the memory for all
 * of them when it is made.
 */
export function entriesUpTo(most: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: most, sizeCalculation: () => 1 }
}
