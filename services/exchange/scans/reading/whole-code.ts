import type { CodeField } from './code-reading.ts'

/**
 * What tells bags apart whose codes do not number packages: all that stands in the code. Two bags of one line of an order may
 * have the same.
 */
export function wholeCode(fields: readonly CodeField[]): string {
  return ['code', ...fields.map(({ identifier, value }) => `${identifier}:${value}`)].join('\n').toUpperCase()
}
