/** The values of a statement that is put together: each gets a place, the same value the same one. */
export class Parameters {
  readonly values: unknown[] = []
  readonly #places = new Map<string, string>()

  /** @param type of PostgreSQL. @returns SQL that stands for the value. */
  add(value: unknown, type: string): string {
    const key = `${type} ${JSON.stringify(value)}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const place = `$${this.values.push(value)}::${type}`
    this.#places.set(key, place)
    return place
  }
}
