const KEY = /^[^\s*]{4}$/u
const BEGINNING = /^[^\s*]{1,4}$/u

/**
 * The key that a text may be, in any case: four characters. We give keys of letters, but what else fills the database may
 * have others.
 *
 * @returns null when it is no key.
 */
export function partKeyOf(text: string): string | null {
  const key = text.toUpperCase()
  return KEY.test(key) ? key : null
}

/** What a key that is being typed begins with. @returns null when no key does. */
export function beginningOfKey(text: string): string | null {
  const start = text.toUpperCase()
  return BEGINNING.test(start) ? start : null
}
