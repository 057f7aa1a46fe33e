/**
 * Reads a yes/no query parameter: on when its text is `true` in any case, off for any other text.
 *
 * @param absent what a parameter that was not sent means.
 */
export function isTrue(value: string | undefined, absent = false): boolean {
  return value === undefined ? absent : value.toLowerCase() === 'true'
}
