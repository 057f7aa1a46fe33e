/** From how many in a row on only the first and the last are written. */
const RUN = 3

interface Run {
  prefix: string
  first: number
  last: number
}

function textsOf({ prefix, first, last }: Run): string[] {
  const many = last - first + 1
  if (many >= RUN) return [`${prefix}${first} to ${prefix}${last}`]
  return Array.from({ length: many }, (_, index) => `${prefix}${first + index}`)
}

/** Where a part sits on its board in few words: `C1 to C3, C8`. */
export function designatorText(designators: readonly string[]): string {
  const texts: string[] = []
  let run: Run | undefined
  for (const designator of designators) {
    const [, prefix, digits] = /^(\D+)([1-9]\d{0,8})$/.exec(designator) ?? []
    const number = Number(digits)
    if (run !== undefined && prefix === run.prefix && number === run.last + 1) {
      run.last = number
      continue
    }
    if (run !== undefined) texts.push(...textsOf(run))
    run = prefix === undefined ? undefined : { prefix, first: number, last: number }
    if (run === undefined) texts.push(designator)
  }
  if (run !== undefined) texts.push(...textsOf(run))
  return texts.join(', ')
}
