import type { CodeVector } from './corpus.ts'
import { LAYOUT } from './layout-faults.ts'

const GS = '\u001d'
/** A product of the inventory, which a link names. */
const ITEM = '04006381333931'
const WICK = { kind: 'product_code', part: 'TOOL' } as const
const NO_QUANTITY = [/holds no quantity/]

const LOT = { ...WICK, fields: '01 10 37', quantity: 10, says: { lot: 'LOT5' } } as const

/** A code as a scanner sends it, with what it makes of the separator. */
function sent(separator: string, front = ''): string {
  return `${front}01${ITEM}10LOT5${separator}3710`
}

/** Codes of GS1: in brackets as people read them, and as scanners send them. */
export const GS1_CODES: CodeVector[] = [
  { name: 'a code of GS1', code: `01${ITEM}`, ...WICK, fields: '01' },
  { name: 'a code of GS1 as people read it', code: `(01)${ITEM}`, ...WICK, fields: '01' },
  { name: 'GS1, in brackets', code: `(01)${ITEM}(10)LOT5(37)10`, ...LOT },
  { name: 'GS1, in brackets and with blanks', code: `(01) ${ITEM} (10) LOT5 (37) 10`, ...LOT },
  { name: 'GS1, as it is sent', code: sent(GS), ...LOT },
  { name: 'GS1, with the character in front that says so', code: sent(GS, GS), ...LOT },
  ...[']C1', ']d2', ']Q3', ']e0'].map((front) => ({ name: `GS1 behind ${front}`, code: sent(GS, front), ...LOT })),
  ...['<GS>', '{GS}', '<FNC1>', '[FNC1]', '{029}', '^]', '\\u001d', '↔', '|', '~', '#', '^', ']', '\t'].map(
    (separator) => ({
      name: `GS1, ${JSON.stringify(separator)} between its fields`,
      code: sent(separator),
      ...LOT,
    }),
  ),
  {
    name: 'GS1, typed for a German keyboard',
    code: `)01=${ITEM})10=LOT5)37=10`,
    ...LOT,
    warnings: LAYOUT,
  },
  {
    name: 'GS1, fields of fixed lengths run on',
    code: `01${ITEM}112601021728010110LOT5${GS}302500`,
    ...WICK,
    fields: '01 11 17 10 30',
    quantity: 2500,
    says: { lot: 'LOT5', date_code: '260102' },
  },
  {
    name: 'GS1, with measures and fields of the firm',
    code: `(01)${ITEM}(3103)001250(91)X-1(30)7`,
    ...WICK,
    fields: '01 3103 91 30',
    quantity: 7,
  },
  {
    name: 'a code of GS1 with a serial number',
    code: `]d201${ITEM}21A7${GS}10LOT`,
    ...WICK,
    fields: '01 21 10',
    says: { lot: 'LOT' },
    warnings: NO_QUANTITY,
  },
  {
    name: 'GS1 of a carton, with the product in it',
    code: `(02)${ITEM}(37)24(400)PO77(422)276`,
    ...WICK,
    fields: '02 37 400 422',
    quantity: 24,
    says: { order_number: 'PO77', country: '276' },
  },
  {
    name: 'GS1, by the number of the maker alone',
    code: '(240)CL10B104KB8NNNC(10)L9(30)50',
    kind: 'distributor_bag',
    fields: '240 10 30',
    part: 'CAPA',
    quantity: 50,
    says: { part_number: 'CL10B104KB8NNNC', lot: 'L9' },
  },
  {
    name: 'GS1, by our key as the number of the customer',
    code: `]C1241FLUX${GS}305`,
    kind: 'distributor_bag',
    fields: '241 30',
    part: 'FLUX',
    quantity: 5,
  },
  {
    name: 'GS1 with a wrong check digit',
    code: '(01)04006381333932(10)LOT5(37)10',
    kind: 'unknown',
    quantity: 10,
    says: { lot: 'LOT5' },
    warnings: [/check digit/],
  },
  {
    name: 'GS1 with the quantity 0',
    code: `(01)${ITEM}(37)0`,
    ...WICK,
    fields: '01 37',
    warnings: [/quantity is 0/],
  },
  {
    name: 'GS1 with brackets in a lot',
    code: `(01)${ITEM}(10)A(999)B(37)2`,
    ...WICK,
    fields: '01 10 37',
    quantity: 2,
    says: { lot: 'A(999)B' },
  },
  {
    name: 'GS1 whose separators are lost',
    code: `01${ITEM}3710LOT52400XR7`,
    ...WICK,
    fields: '01 ',
    warnings: [/cannot be told apart/, /holds no quantity/],
  },
  {
    name: 'two codes of GS1 without an Enter between them',
    code: `(01)${ITEM}(10)A(37)1(01)05901234123457(10)B(37)2`,
    ...WICK,
    fields: '01 10 37',
    quantity: 1,
    says: { lot: 'A' },
    warnings: [/more than one code/],
  },
  { name: 'the number of a carton', code: '(00)340123450000000000', kind: 'unknown' },
  { name: 'numbers in brackets', code: '(20) qqqq (30) zzzz', kind: 'unknown' },
]
