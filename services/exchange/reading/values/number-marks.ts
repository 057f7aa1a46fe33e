export type DecimalMark = '.' | ','

/** How the numbers of a column are written. */
export interface NumberForm {
  decimal: DecimalMark
  /** A mark with three digits behind it could be either one. */
  isAmbiguous: boolean
}

const BODY = /\d[\d.,'’\u00a0\u202f ]*/
/** Nothing that could be a mark, in any width. */
const WITHOUT_MARKS = /^[\w -]*$/
const PLAIN = /^\d+(?:\.\d+)?$/
const GROUPS = /^\d{1,3}(?:[.,]\d{3})+$/

/** What most prices are. */
const SIMPLE = /^\d+\.(\d+)$/

/** What the marks of one number prove: the decimal mark; 'unclear' for a mark with three digits behind it. */
function evidenceOf(text: string): DecimalMark | 'unclear' | null {
  if (WITHOUT_MARKS.test(text)) return null
  const simple = SIMPLE.exec(text)?.[1]
  if (simple !== undefined && (simple.length !== 3 || text.startsWith('0'))) return '.'
  const body = BODY.exec(text.normalize('NFKC'))?.[0]
    .replaceAll(/['’\s]/g, '')
    .replace(/[.,]$/, '')
  if (body === undefined) return null
  const dots = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (dots > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? '.' : ','
  if (dots + commas === 0) return null
  const mark = dots > 0 ? '.' : ','
  // The same mark twice separates thousands.
  if (dots + commas > 1) return mark === '.' ? ',' : '.'
  if (GROUPS.test(body) && !body.startsWith('0')) return 'unclear'
  return mark
}

/** Counts the evidence of many texts. @returns the decimal mark that most prove, and whether some text is unclear. */
export function weighMarks(texts: readonly string[]): { mark: DecimalMark | null; hasUnclear: boolean } {
  let dots = 0
  let commas = 0
  let hasUnclear = false
  for (const text of texts) {
    const evidence = evidenceOf(text)
    if (evidence === '.') dots++
    else if (evidence === ',') commas++
    else if (evidence === 'unclear') hasUnclear = true
  }
  return { mark: dots === commas ? null : dots > commas ? '.' : ',', hasUnclear }
}

/** A number as `12.5`, with the marks of its form. @returns null when it is no number. */
export function plainDigits(text: string, decimal: DecimalMark): string | null {
  if (PLAIN.test(text) && (decimal === '.' || !text.includes('.'))) return text
  const body = text.normalize('NFKC').replaceAll(/['’\s]/g, '')
  const thousands = decimal === '.' ? ',' : '.'
  const [whole = '', fraction, ...more] = body.split(decimal)
  if (more.length > 0 || !/^[-+]?[\d.,]*$/.test(whole) || (fraction !== undefined && !/^\d*$/.test(fraction)))
    return null
  if (whole.includes(thousands) && !/^[-+]?\d{1,3}(?:[.,]\d{3})+$/.test(whole)) return null
  const digits = whole.replaceAll(thousands, '')
  if (!/\d/.test(digits + (fraction ?? ''))) return null
  return fraction === undefined || fraction === '' ? digits : `${digits === '' ? '0' : digits}.${fraction}`
}
