/** Whether a JSON text may have numbers of which a `number` keeps less than is written; texts in quotes may look so as well. */
const LONG_NUMBER = /\d{16}|\d[eE]\+?\d{3}/

/**
 * As `JSON.parse`, but whole numbers with more digits than a `number` has, and numbers beyond all, are the texts that are
 * written: they are numbers of articles more often than amounts.
 *
 * @throws SyntaxError
 */
export function parseExactly(json: string): unknown {
  return LONG_NUMBER.test(json) ? JSON.parse(json, exact) : JSON.parse(json)
}

function exact(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  if (typeof value !== 'number' || source === undefined) return value
  // Nobody means one, and what reads the cells knows this form as damage.
  if (!Number.isFinite(value)) return source.replace(/[eE]\+?(?=\d)/, 'E+')
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value
}
