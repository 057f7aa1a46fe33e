/** A statement that was put together, with its values. */
export interface BoundSql {
  text: string
  values: unknown[]
}

/** The values of a statement that is put together: each gets a place, the same value the same one. */
export class Parameters {
  readonly #values: unknown[] = []
  readonly #places = new Map<string, string>()

  /** @param type of PostgreSQL. @returns SQL that stands for the value. */
  add(value: unknown, type: string): string {
    const key = `${type} ${JSON.stringify(value)}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = `$${this.#values.push(value)}::${type}`
    this.#places.set(key, place)
    return place
  }

  /**
   * The same with a place of its own: where two values are equal by chance, the text is the same as where they are not.
   */
  addOwn(value: unknown, type: string): string {
    return `$${this.#values.push(value)}::${type}`
  }

  /** Binds the values that a text uses: PostgreSQL refuses those that it does not. */
  bind(text: string): BoundSql {
    const values: unknown[] = []
    const numbers = new Map<string, number>()
    const bound = text.replaceAll(/\$(\d+)(?=::)/g, (_, place: string) => {
      const number = numbers.get(place) ?? values.push(this.#values[Number(place) - 1])
      numbers.set(place, number)
      return `$${number}`
    })
    return { text: bound, values }
  }
}
