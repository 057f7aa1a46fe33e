import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** How many statements a connection keeps prepared, and how many more texts it remembers to have seen once. */
const KEPT = 200
/** Longer texts are those that are made for one call, such as the insertion of many rows. */
const MAX_LENGTH = 20_000
/** The same for texts that are planned once: their values are no part of them. */
const MAX_LENGTH_PLANNED_ONCE = 60_000
/** What can be prepared and is worth it; a semicolon may divide several statements, which only go together unprepared. */
const PREPARABLE = /^\s*(select|with|insert|update|delete|merge)\b[^;]*$/i

/** The name for the statement that is run now, if it gets one, and those that the connection lets go of. */
export interface StatementName {
  name: string | undefined
  forgotten: string[]
}

/**
 * The prepared statements of one connection, named by their text. A text gets its name when it comes for the second
 * time, and loses it when 200 others have been run since: texts that are made for one call take nobody's place. One that is
 * planned once gets it at once: to plan it twice would take longer than to run it often.
 */
export class StatementNames {
  readonly #seen = new LRUCache<string, true>({ max: KEPT })
  readonly #names = new LRUCache<string, string>({ max: KEPT, dispose: (name) => this.#forgotten.push(name) })
  #forgotten: string[] = []
  #given = 0

  /** The name for a statement that is run now. @param isPlannedOnce whether its plan does not depend on its values. */
  take(text: string, isPlannedOnce = false): StatementName {
    const known = this.#names.get(text)
    if (known !== undefined) return { name: known, forgotten: [] }
    const longest = isPlannedOnce ? MAX_LENGTH_PLANNED_ONCE : MAX_LENGTH
    if (text.length > longest || !PREPARABLE.test(text)) return { name: undefined, forgotten: [] }
    if (!isPlannedOnce && !this.#seen.delete(text)) {
      this.#seen.set(text, true)
      return { name: undefined, forgotten: [] }
    }
    // A number is never given twice: the driver refuses a name that has stood for another text. Behind a pooler another
    // connection may have prepared its statements on the same session: with the text in the name none runs for another.
    const name = `s${++this.#given}_${digestOf(text)}`
    this.#names.set(text, name)
    return { name, forgotten: this.#takeForgotten() }
  }

  /** Lets go of all names, so that the statements are prepared anew. @returns the names. */
  clear(): string[] {
    this.#names.clear()
    return this.#takeForgotten()
  }

  #takeForgotten(): string[] {
    const forgotten = this.#forgotten
    this.#forgotten = []
    return forgotten
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
