/** Names such as `R12`, with numbers below this, are told apart without a look at the name. */
const MOST = 65_536
/** Letters of the codes below this are looked up by their code. */
const LETTERS = 128
const ZERO = 0x30

/** On which row each designator stood first. A board has ten thousands of them, and almost all are a letter with a number. */
export class FirstRows {
  /** Rows by the letter and the number. */
  readonly #numbered: (number[] | undefined)[] = []
  readonly #named = new Map<string, number>()

  /** @returns the row of the name; null when it is new, and then it has this one. */
  of(name: string, rowNo: number): number | null {
    const number = numberIn(name)
    if (number === null) {
      const row = this.#named.get(name)
      if (row === undefined) this.#named.set(name, rowNo)
      return row ?? null
    }
    const letter = name.charCodeAt(0)
    const rows = this.#numbered[letter] ?? []
    const row = rows[number]
    if (row !== undefined) return row
    this.#numbered[letter] = rows
    rows[number] = rowNo
    return null
  }
}

/** The number of a name that is one letter and a number as people write it; null for other names. */
function numberIn(name: string): number | null {
  if (name.length < 2 || name.length > 6 || name.charCodeAt(0) >= LETTERS) return null
  let number = 0
  for (let at = 1; at < name.length; at++) {
    const digit = name.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9 || (at === 1 && digit === 0)) return null
    number = number * 10 + digit
  }
  return number < MOST ? number : null
}
