import type { ImportKind } from '../kinds.ts'
import { decideDates, readDate } from '../values/dates.ts'
import { DIGIKEY_ORDER_NAME, LCSC_ORDER_NAME, ORDER_IN_PREAMBLE } from './signatures.ts'
import type { Table } from './table.ts'

/** What the name of a file and the lines before its table say of an order. */
export interface OrderFacts {
  orderNumber: string | null
  orderDate: string | null
}

const DATE = /\b(?:order|invoice)?\s?(?:date|datum)\s*:?\s*(.{6,20})/i

export function orderFacts(kind: ImportKind, seller: string | null, { preamble }: Table, fileName: string): OrderFacts {
  if (kind !== 'order') return { orderNumber: null, orderDate: null }
  const text = preamble.map(({ cells }) => cells.join(' ').trim()).join('\n')
  const name = seller === 'LCSC' ? LCSC_ORDER_NAME : DIGIKEY_ORDER_NAME
  const orderNumber = name.exec(fileName)?.[1] ?? ORDER_IN_PREAMBLE.exec(text)?.[1] ?? null
  const date = DATE.exec(text)?.[1]?.trim()
  return { orderNumber, orderDate: date === undefined ? null : readDate(date, decideDates([date], false)) }
}
