/** One figure of a benchmark and whether it is good enough. */
export interface BenchResult {
  name: string
  value: number
  unit: string
  /** What `value` must keep to, for the reader. */
  bar: string
  pass: boolean
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
