import { type Comparison, median } from './result.ts'

type Work = (round: number) => Promise<unknown>

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * The time that `ours` takes beside that of `floor`, medians. In each round the floor is measured before and after ours.
 *
 * @returns the median of ours in milliseconds as well.
 */
export async function compareTimes(ours: Work, floor: Work, rounds: number): Promise<Comparison & { ms: number }> {
  await floor(0)
  await ours(0)
  const [own, before, after]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < rounds; round++) {
    before.push(await timed(() => floor(round)))
    own.push(await timed(() => ours(round)))
    after.push(await timed(() => floor(round)))
  }
  const ms = median(own)
  return { ratio: ms / median([...before, ...after]), noise: median(after) / median(before), ms }
}
