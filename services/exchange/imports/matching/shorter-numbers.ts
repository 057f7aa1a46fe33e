const LEAST = 4
const LEAST_SHARE = 0.6

/** A bare number itself, and those that it is longer than by a suffix. */
export function shorterNumbers(number: string): string[] {
  const least = Math.max(LEAST, Math.ceil(number.length * LEAST_SHARE))
  const lengths = Array.from({ length: Math.max(number.length - least, 0) }, (_, index) => least + index)
  return [number, ...lengths.map((length) => number.slice(0, length))]
}
