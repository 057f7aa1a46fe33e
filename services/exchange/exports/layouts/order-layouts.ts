import type { Cell } from '../cell.ts'
import type { OrderLine } from './order-line.ts'

/** How shops take lists of what is to be ordered. */
export const ORDER_LAYOUTS = ['mouser', 'digikey', 'lcsc', 'farnell', 'tme', 'generic'] as const
export type OrderLayout = (typeof ORDER_LAYOUTS)[number]

interface Layout {
  columns: readonly string[]
  delimiter: ',' | ';'
  cells(line: OrderLine): Cell[]
  /** The lines as the shop takes them pasted as text, where it does. */
  text?: (lines: readonly OrderLine[]) => string
}

/** Lines of a paste field that a block may have. */
const FARNELL_BLOCK = 30

function pasted(cells: readonly (string | number)[], delimiter: string): string {
  return cells
    .map((cell) =>
      String(cell)
        .replaceAll(/[\r\n]/g, ' ')
        .replaceAll(delimiter, '_'),
    )
    .join(delimiter)
}

function lines(all: readonly OrderLine[], delimiter: string, cells: (line: OrderLine) => (string | number)[]): string {
  return all.map((line) => `${pasted(cells(line), delimiter)}\r\n`).join('')
}

export const LAYOUTS: Readonly<Record<OrderLayout, Layout>> = {
  mouser: {
    columns: ['Mouser Part Number', 'Manufacturer Part Number', 'Quantity', 'Customer Reference'],
    delimiter: ',',
    cells: ({ number, mpn, quantity, reference }) => [number, mpn, quantity, reference],
    text: (all) => lines(all, '|', ({ number, mpn, quantity, reference }) => [number || mpn, quantity, reference]),
  },
  digikey: {
    columns: ['Digi-Key Part Number', 'Manufacturer Part Number', 'Customer Reference', 'Quantity'],
    delimiter: ',',
    cells: ({ number, mpn, quantity, reference }) => [number, mpn, reference, quantity],
    text: (all) => lines(all, ',', ({ number, mpn, quantity, reference }) => [quantity, number || mpn, reference]),
  },
  lcsc: {
    columns: ['Quantity', 'Manufacture Part Number', 'LCSC Part Number', 'Customer Reference'],
    delimiter: ',',
    cells: ({ number, mpn, quantity, reference }) => [quantity, mpn, number, reference],
  },
  farnell: {
    columns: ['Order Code', 'Quantity', 'Manufacturer Part Number', 'Line Note'],
    delimiter: ',',
    cells: ({ number, mpn, quantity, reference }) => [number, quantity, mpn, reference],
    text: (all) => {
      const blocks = []
      for (let first = 0; first < all.length; first += FARNELL_BLOCK) {
        const block = all.slice(first, first + FARNELL_BLOCK)
        blocks.push(lines(block, ',', ({ number, mpn, quantity, reference }) => [number || mpn, quantity, reference]))
      }
      return blocks.join('\r\n')
    },
  },
  tme: {
    columns: ['Symbol', 'Quantity', 'Manufacturer Part Number', 'Customer Reference'],
    delimiter: ';',
    cells: ({ number, mpn, quantity, reference }) => [number, quantity, mpn, reference],
    text: (all) => lines(all, ' ', ({ number, mpn, quantity, reference }) => [number || mpn, quantity, reference]),
  },
  generic: {
    columns: ['Seller Part Number', 'Manufacturer Part Number', 'Manufacturer', 'Quantity', 'Description'],
    delimiter: ',',
    cells: ({ number, mpn, manufacturer, quantity, description }) => [number, mpn, manufacturer, quantity, description],
  },
}

const BY_NAME: readonly (readonly [RegExp, OrderLayout])[] = [
  [/mouser/i, 'mouser'],
  [/digi-?\s?key/i, 'digikey'],
  [/lcsc/i, 'lcsc'],
  [/farnell|element\s?14/i, 'farnell'],
  [/\btme\b|transfer multisort/i, 'tme'],
]

/** The layout of a shop by its name. */
export function layoutOfSeller(name: string): OrderLayout {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'generic'
}
