import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

/** The order as the shop exports it again and again, with what is still to come. */
const order = (rows: [part: string, qty: number, backorder: number][], note = '') =>
  `Key,Description,Quantity,Backorder\n${rows.map(([part, qty, back]) => `${part},${part}${note},${qty},${back}`).join('\n')}\n`

t.test('a line of an order that comes in several shipments', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const imports = importClient(app)
  const { piles, undo } = operationClient(app)
  const options = { seller_name: 'Shop', order_number: '7', place: { box_no: box, loc_no: 1 } }
  const read = (text: string) => imports.upload(text, { kind: 'order', options })
  const commit = async (text: string) => {
    const { id } = await read(text)
    return imports.commit(id)
  }
  const pieces = async () => Object.fromEntries([...(await piles('AAAA')), ...(await piles('BBBB'))])

  const first = await commit(
    order([
      ['AAAA', 100, 40],
      ['BBBB', 5, 0],
    ]),
  )
  t.match(first, { status: 'committed', report: { quantity_added: 65 } })
  t.match(
    await read(
      order(
        [
          ['AAAA', 100, 40],
          ['BBBB', 5, 0],
        ],
        ' again',
      ),
    ),
    { summary: { changes: 0 } },
  )

  const second = await read(
    order([
      ['AAAA', 100, 10],
      ['BBBB', 5, 0],
    ]),
  )
  t.match(second, { summary: { rows: 2, changes: 1, same: 1 } })
  const [row] = await imports.rows(second.id)
  t.match(row.warnings, [
    { code: 'BACKORDERED' },
    { code: 'RECEIVED_BEFORE', message: /60 of 90 pieces were received before/ },
  ])
  const rest = await imports.commit(second.id)
  t.match(rest, { report: { quantity_added: 30 } })

  t.match(
    await commit(
      order([
        ['AAAA', 100, 0],
        ['BBBB', 5, 0],
      ]),
    ),
    { report: { quantity_added: 10 } },
  )
  t.match(
    await read(
      order(
        [
          ['AAAA', 100, 0],
          ['BBBB', 5, 0],
        ],
        ' once more',
      ),
    ),
    { summary: { changes: 0 } },
  )
  t.match(await pieces(), { '1-1': 5 })
  t.strictSame(await piles('AAAA'), [['1-1', 100]])

  t.equal((await undo(rest.operation_id ?? '')).status, 200)
  t.strictSame(await piles('AAAA'), [['1-1', 70]])
  t.match(await commit(order([['AAAA', 100, 0]], ' after the undo')), { report: { quantity_added: 30 } })
  t.strictSame(await piles('AAAA'), [['1-1', 100]])
  t.match(await read(order([['AAAA', 100, 0]], ' at the end')), { summary: { changes: 0 } })
})

t.test('the number of an order is the same in small letters', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const read = (order_number: string, note: string) =>
    imports.upload(order([['AAAA', 5, 0]], note), {
      kind: 'order',
      options: { seller_name: 'Shop', order_number, place: { box_no: box, loc_no: 1 } },
    })
  const { id } = await read('WM77', '')
  t.match(await imports.commit(id), { report: { quantity_added: 5 } })
  t.match(await read('wm77', ' typed'), { summary: { changes: 0 } })
  const small = await read('sx1', ' first')
  t.match(await imports.commit(small.id), { report: { quantity_added: 5 } })
  t.match(await read('SX1', ' again'), { summary: { changes: 0 } })
})

t.test(
  'what was received by scan is missing again once that is undone, also when the rest came by an import',
  async (t) => {
    const app = await buildApp(t)
    const box = await addBox(app.db, 20, 'Drawer')
    await addPart(app.db, 'AAAA')
    await app.sellers.create({ name: 'Digi-Key', website: 'https://www.digikey.com' })
    const imports = importClient(app)
    const { send, undo, piles } = operationClient(app)
    const code = `[)>\u001e06\u001dP296-AAAA-ND\u001d1PAAAA-1\u001d1K7\u001dQ4\u001d11ZPICK\u001e\u0004`
    const scanned = await send('POST', '/scans/apply', {
      code,
      action: 'receive',
      part_key: 'AAAA',
      box_no: box,
      loc_no: 1,
    })
    t.equal(scanned.status, 200)
    const read = (note: string) =>
      imports.upload(order([['AAAA', 6, 0]], note), {
        kind: 'order',
        options: { seller_name: 'Digi-Key', order_number: '7', place: { box_no: box, loc_no: 1 } },
      })
    const rest = await read('')
    t.match(await imports.commit(rest.id), { report: { quantity_added: 2 } })
    t.match(await read(' again'), { summary: { changes: 0 } })
    t.equal((await undo(scanned.body.operation_id)).status, 200)
    t.match(await imports.commit((await read(' once more')).id), { report: { quantity_added: 4 } })
    t.strictSame(await piles('AAAA'), [['1-1', 6]])
    t.match(await read(' at the end'), { summary: { changes: 0 } })
  },
)
