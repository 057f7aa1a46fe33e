/** A number that the inventory knows, and its maker. */
export interface KnownNumber {
  number: string
  maker: string | null
}

/** Different numbers of a file by its lines, and how many of ten of them nobody knows. */
const DISTINCT_SHARE = 0.6
const UNKNOWN_OF_TEN = 3
/** One line of so many cannot be read. */
const BAD_EACH = 100
export const SELLER = 'LCSC'

/** The number that a seller has for the n-th number of a file. */
export function sellerNumber(n: number): string {
  return `C${700_000 + n}`
}

function isUnknown(n: number): boolean {
  return n % 10 < UNKNOWN_OF_TEN
}

/** The places in the list of known numbers that files of so many lines name. */
export function usedNumbers(lines: number): number[] {
  return Array.from({ length: Math.floor(lines * DISTINCT_SHARE) }, (_, n) => n).filter((n) => !isUnknown(n))
}

function numberOf(known: readonly KnownNumber[], line: number, lines: number): { n: number } & KnownNumber {
  const n = line % Math.floor(lines * DISTINCT_SHARE)
  const { number, maker } = known[n % known.length] ?? { number: '', maker: null }
  return isUnknown(n) ? { n, number: `QZX${n}Y7`, maker: 'Unheard' } : { n, number, maker }
}

function quantityOf(line: number): string {
  return line % BAD_EACH === 50 ? '~2m' : String((line % 90) + 1)
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function csv(header: string, lines: number, lineOf: (line: number) => (string | number)[]): string {
  const rows = Array.from({ length: lines }, (_, line) =>
    lineOf(line)
      .map((each) => cell(String(each)))
      .join(','),
  )
  return `${header}\n${rows.join('\n')}\n`
}

/** A bill of materials: 6,000 of 10,000 numbers differ, 30 % are unknown, 1 % of the lines are bad. */
export function makeBom(known: readonly KnownNumber[], lines: number): string {
  return csv('Reference,Value,Footprint,MPN,Manufacturer,Qty,Note', lines, (line) => {
    const { number, maker } = numberOf(known, line, lines)
    const isBad = line % BAD_EACH === 50
    const names = isBad ? '' : `U${line}, R${line}, C${line}`
    return [names, 'IC', 'Package_SO:SOIC-8_3.9x4.9mm_P1.27mm', number, maker ?? '', isBad ? '~2m' : 3, 'top']
  })
}

/** The same as an order of a seller. */
export function makeOrder(known: readonly KnownNumber[], lines: number): string {
  return csv(
    'LCSC Part Number,Manufacture Part Number,Manufacturer,Package,Description,Quantity,Unit Price($),Ext.Price($),Date Code / Lot No.',
    lines,
    (line) => {
      const { n, number, maker } = numberOf(known, line, lines)
      const quantity = quantityOf(line)
      const total = ((Number(quantity) || 0) * 0.0316).toFixed(4)
      return [sellerNumber(n), number, maker ?? '', '0603', 'Some part', quantity, '0.0316', total, `2431 / L${line}`]
    },
  )
}

/** The same as a list of parts, each line at a place of its own in boxes of 1,000 locations. */
export function makeList(known: readonly KnownNumber[], lines: number, firstBox: number): string {
  return csv('MPN,Manufacturer,Description,Qty,Box Location', lines, (line) => {
    const { number, maker } = numberOf(known, line, lines)
    const place = `${firstBox + Math.floor(line / 1000)}-${(line % 1000) + 1}`
    return [number, maker ?? '', 'Some part of a list', quantityOf(line), place]
  })
}
