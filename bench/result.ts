/** Ours beside the least that can do the same, measured in one run. */
export interface Comparison {
  /** The figure of ours by that of the floor. */
  ratio: number
  /** The floor measured again by the floor measured before: how far apart the same thing is in this run. */
  noise: number
}

/** One figure of a benchmark and whether it is good enough. */
export interface BenchResult {
  name: string
  value: number
  /** What the floor is. */
  unit: string
  noise: number
  /** What `value` must keep to, for the reader. */
  bar: string
  pass: boolean
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN
}

/** A figure that is better the larger it is, such as requests per second. */
export function atLeast(name: string, { ratio, noise }: Comparison, least: number, unit = '× the floor'): BenchResult {
  return { name, value: ratio, unit, noise, bar: `>= ${least}`, pass: ratio >= least }
}

/** A figure that is better the smaller it is, such as a duration or an amount of memory. */
export function atMost(name: string, { ratio, noise }: Comparison, most: number, unit = '× the floor'): BenchResult {
  return { name, value: ratio, unit, noise, bar: `<= ${most}`, pass: ratio <= most }
}
