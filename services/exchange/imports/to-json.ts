const NUL = /(?<!\\)((?:\\\\)*)\\u0000/g
/** Halves of pairs are all that is escaped with these digits. */
const HALF = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g

/** JSON that the database takes: U+0000 and halves of pairs, which it has no place for, become U+FFFD. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\u') ? text.replace(NUL, '$1\\ufffd').replace(HALF, '$1\\ufffd') : text
}
