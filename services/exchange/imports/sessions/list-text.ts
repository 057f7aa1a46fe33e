const SPECIAL = /["\\]/g

/**
 * A list as the database reads it. Numbers, truth values, texts and nothing are all that thread sessions have in lists.
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
