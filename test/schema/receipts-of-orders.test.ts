import t from 'tap'
import { RECEIVED_BEFORE, RECEIVED_OF_ORDERS } from '../../services/exchange/imports/planning/received-statements.ts'
import { KNOWN_OF_CODE } from '../../services/exchange/scans/matching/statements.ts'
import { EARLIER_OF_ORDER, EARLIER_RECEIPTS } from '../../services/stock/receipts/statements.ts'
import { buildApp } from '../support/build-app.ts'
import { addPart } from '../support/inventory-rows.ts'

const RECEIPTS = 30_000
/** As many lines as a long file has. */
const ASKED = 1000

interface Node {
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

function nodesOf(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}

t.test('receipts are looked up by the numbers of their orders, for one bag and for a long file', async (t) => {
  const { db } = await buildApp(t)
  const part = await addPart(db, 'AAAA')
  await db.query("insert into sellers (name, website) values ('Digi-Key', ''), ('Mouser', '')")
  await db.query(
    `with came as (insert into quantity_history (part_id, delta_qty) select $1::int, 1 from generate_series(1, $2::int) returning id)
     insert into receipts (history_id, seller_id, order_number, other_numbers)
     select id, nullif(id % 3, 0), 'Lager-' || id / 3, case when id % 2 = 0 then array['PO-' || id] end from came`,
    [part, RECEIPTS],
  )
  await db.query('analyze receipts, quantity_history')
  const rows = Array.from({ length: ASKED }, (_, n) => n + 1)
  const numbers = rows.map((n) => `LAGER ${n * 7}`)
  const further = rows.map((n) => JSON.stringify([`PO-${n}`]))
  const of = (value: unknown) => rows.map(() => value)
  const lines = rows.map((n) => ({
    n,
    part_id: part,
    seller_id: 1,
    order_number: `LAGER ${n * 7}`,
    other_numbers: [`PO-${n}`],
    qty: 1,
  }))
  const code = Array.from<unknown>({ length: 26 }).fill(null)
  const cases: Record<string, [string, unknown[]]> = {
    'a bag': [EARLIER_OF_ORDER.text, [part, 1, 'lager7', 5]],
    'a bag of a seller who is not known': [EARLIER_OF_ORDER.text, [part, null, 'lager7', 5]],
    'a code with a line of an order': [
      KNOWN_OF_CODE.text,
      code.with(0, 'digi-key').with(7, false).with(10, 'LAGER7').with(11, 1).with(20, false),
    ],
    'the parts of a file': [EARLIER_RECEIPTS.text, [of(part), of(1), numbers, of(null), of(null), further]],
    'what came as other parts': [RECEIVED_OF_ORDERS.text, [JSON.stringify(lines)]],
    'the lines of a file': [RECEIVED_BEFORE.text, [of(1), numbers, [part], numbers]],
  }
  for (const [name, [text, values]] of Object.entries(cases)) {
    const [row] = await db.query<{ 'QUERY PLAN': { Plan: Node }[] }>(`explain (format json) ${text}`, values)
    const plan = row?.['QUERY PLAN'][0]?.Plan
    const reads = plan === undefined ? [] : nodesOf(plan).filter((node) => node['Index Name'] !== undefined)
    t.ok(
      reads.some(
        ({ 'Index Name': index, 'Index Cond': by }) => index === 'ix_receipts_order' && /translate/.test(by ?? ''),
      ),
      name,
    )
  }
})
