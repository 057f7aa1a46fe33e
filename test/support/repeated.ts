/** Every repetition of what is random or tried at once is multiplied by this: the usual run is short. */
const FACTOR = Number(process.env.REPEAT ?? 1)

/**
 * How often a test repeats what is random or what is tried at once. `REPEAT=20 npm test -- <file>` finds more.
 *
 * @param usual in a usual run.
 * @param variable of the environment that can say the number itself, such as `RACE_ROUNDS`.
 */
export function repeated(usual: number, variable = ''): number {
  const { [variable]: given } = process.env
  return given ? Number(given) : Math.ceil(usual * FACTOR)
}
