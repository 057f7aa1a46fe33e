const SPECIAL = /["\\]/g

/**
 * A list of numbers, truth values, texts and nothing as the database reads it. The driver does the same for lists of anything, which
 * takes it longer and ten times the memory.
 *
 * @returns the list itself when it holds something else.
 */
export function listText(values: readonly unknown[]): unknown {
  const texts: string[] = []
  for (const value of values) {
    if (value === null || value === undefined) texts.push('NULL')
    else if (typeof value === 'number' || typeof value === 'boolean') texts.push(String(value))
    else if (typeof value === 'string') texts.push(`"${value.replace(SPECIAL, '\\$&')}"`)
    else return values
  }
  return `{${texts.join(',')}}`
}
