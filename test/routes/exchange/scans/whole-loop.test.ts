import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'
import { importClient } from '../../../support/import-client.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { type ScanAnswer, scanClient } from '../../../support/scans/scan-client.ts'

/** The beginning and the end of the transaction among them. */
const MOST_STATEMENTS = 6

const CART = `Quantity,Manufacture Part Number,LCSC Part Number,Description
100,CL10B104KB8NNNC,C1591,Capacitor 100 nF 0603
200,0603WAF1002T5E,C25804,Resistor 10 kΩ 0603
20,LM358DR2G,C7950,Dual operational amplifier
`
const BAGS = [
  ['C1591', 'CL10B104KB8NNNC', 100],
  ['C25804', '0603WAF1002T5E', 200],
  ['C7950', 'LM358DR2G', 20],
] as const
const bag = ([number, mpn, qty]: (typeof BAGS)[number]) =>
  `{pbn:PICK${number},on:WM2611,pc:${number},pm:${mpn},qty:${qty},mc:,cc:1,pdi:1,hp:0,wc:ZH}`

t.test('an order is imported, received by scan, labelled, picked, counted, and undone', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { send, undo } = operationClient(app)
  const { scan, apply } = scanClient(app)
  const imports = importClient(app)
  const counted = async (work: () => Promise<ScanAnswer>): Promise<ScanAnswer['body']> => {
    const answers: ScanAnswer[] = []
    const count = await statements.during(async () => answers.push(await work()))
    const [answer] = answers
    if (answer === undefined || answer.status !== 200) throw new Error(JSON.stringify(answer?.body))
    t.ok(count <= MOST_STATEMENTS, `${answer.body.action} in ${count} statements`)
    return answer.body
  }
  await send('POST', '/boxes', { description: 'Drawer', capacity: 20 })

  const options = { seller_name: 'LCSC', list_name: 'November', create_parts: true }
  const read = await imports.upload(CART, { name: 'cart.csv', kind: 'cart', options })
  t.match(await imports.commit(read.id), { status: 'committed' })
  const [list] = (await send('GET', '/shopping-lists')).body
  const [{ id: seller }] = (await send('GET', '/sellers')).body
  await send('POST', `/shopping-lists/${list.id}/seller-groups`, { seller_id: seller })
  const ordered = await send('PUT', `/shopping-lists/${list.id}/seller-groups/${seller}`, { status: 'ordered' })
  t.equal(ordered.status, 200, JSON.stringify(ordered.body))

  const keys: string[] = []
  for (const each of BAGS) {
    const { proposal } = await scan(bag(each), { shopping_list_id: list.id })
    t.match(
      proposal,
      { action: 'receive', qty: each[2], box_no: 1, loc_no: keys.length + 1 },
      'a free slot is suggested',
    )
    const { box_no, loc_no, shopping_list_line_id } = proposal ?? {}
    const received = await counted(() => apply(bag(each), 'receive', { box_no, loc_no, shopping_list_line_id }))
    t.match(received, { part: { total_quantity: each[2] }, warnings: [] })
    keys.push(received.part.key)
    await send('POST', '/label-queue', { items: [{ kind: 'part', id: received.part.key }] })
  }
  const { lines } = (await send('GET', `/shopping-lists/${list.id}`)).body
  t.strictSame(
    lines.map(({ received, ordered }: Record<string, number>) => received === ordered),
    [true, true, true],
  )

  const invoice = { seller_name: 'LCSC', order_number: 'WM2611' }
  const later = await imports.upload(CART, { name: 'order.csv', kind: 'order', options: invoice })
  t.match(
    JSON.stringify(await imports.rows(later.id)),
    /RECEIVED_BEFORE/,
    'the file of the order receives nothing twice',
  )
  t.equal(later.summary.changes, 0)

  const queue = (await send('GET', '/label-queue')).body
  const items = queue.map(({ kind, id, copies }: Record<string, unknown>) => ({ kind, id, copies }))
  const sheet = await app.inject({ method: 'POST', url: '/api/labels', payload: { items, template: 'a4-3x8' } })
  t.equal(sheet.statusCode, 200)
  t.equal(sheet.rawPayload.subarray(0, 5).toString(), '%PDF-')
  await send('DELETE', '/label-queue')

  const [capacitor = '', resistor = '', amplifier = ''] = keys
  const { id: kit } = (await send('POST', '/kits', { name: 'Lamp', build_target: 1 })).body
  for (const key of [capacitor, amplifier]) {
    const { id: part_id } = (await send('GET', `/parts/${key}`)).body
    await send('POST', `/kits/${kit}/contents`, { part_id, required_per_unit: 2 })
  }
  const { id: pickList } = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 3 })).body
  const context = { pick_list_id: pickList }
  let next = (await scan(bag(BAGS[0]), context)).proposal
  t.match(next, { action: 'pick', part_key: capacitor, qty: 6 })
  const wrong = await apply(resistor, 'pick', { pick_list_line_id: next?.pick_list_line_id })
  t.equal(wrong.status, 409)
  t.match(wrong.body.error, new RegExp(`${resistor} .*${capacitor} `))
  for (const [code, key] of [
    [bag(BAGS[0]), capacitor],
    [amplifier, amplifier],
  ] as const) {
    t.equal(next?.part_key, key)
    const line = next?.pick_list_line_id
    const picked = await counted(() => apply(code, 'pick', { pick_list_line_id: line }))
    next = picked.next
  }
  t.equal(next, null)
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, { status: 'completed' })

  const found = await counted(() => apply('1-1', 'count', { part_key: capacitor, qty: 90 }))
  t.match(found, { difference: -4, part: { total_quantity: 90 } })
  const same = await counted(() => apply(resistor, 'count', { qty: 200 }))
  t.equal(same.difference, 0)
  const taken = await counted(() => apply(amplifier, 'take', { qty: 1 }))
  t.match(taken, { part: { total_quantity: 13 } })
  const put = await counted(() => apply(amplifier, 'put_away', { qty: 1, box_no: 1, loc_no: 3, order_number: 'WM1' }))

  for (const operation of [put, taken, same, found]) t.equal((await undo(operation.operation_id)).status, 200)
  const left = (await send('GET', `/parts/${capacitor}`)).body
  t.equal(left.total_quantity, 94)
  t.equal((await send('GET', `/parts/${amplifier}`)).body.total_quantity, 14)

  const key = 'one-bag'
  const payload = { code: resistor, action: 'take', qty: 5 }
  const once = { method: 'POST', url: '/api/scans/apply', headers: { 'idempotency-key': key }, payload } as const
  const [first, again] = [await app.inject(once), await app.inject(once)]
  t.strictSame(first.json(), again.json())
  t.equal((await send('GET', `/parts/${resistor}`)).body.total_quantity, 195, 'a repeated request takes nothing twice')
})
