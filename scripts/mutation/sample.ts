/** 2³² divided by the golden ratio: its multiples lie evenly among all numbers, however many of them are taken. */
const STEP = 0x9e3779b1

/**
 * Whether a change is among those that are tried: spread evenly over the files, and the same ones in each run.
 *
 * @param id of the change, a number counted up from the first change to the last.
 */
export function isInSample(id: string, percent: number): boolean {
  return ((Math.imul(Number(id), STEP) >>> 0) / 2 ** 32) * 100 < percent
}
