import t from 'tap'
import { findLedgerErrors } from '../../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { repeated } from '../../../support/repeated.ts'

const ROUNDS = repeated(8, 'RACE_ROUNDS')

t.test('boxes are moved and moves undone at the same time: done or refused, never a failure', async (t) => {
  const app = await buildApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const clients = [operationClient(app), operationClient(other)]
  const [here, there] = [await addBox(app.db, 12), await addBox(app.db, 12)]
  for (const [index, key] of ['AAAA', 'BBBB', 'CCCC', 'DDDD', 'EEEE', 'FFFF'].entries()) {
    await addStock(app.db, await addPart(app.db, key), here, index + 1, 10)
  }
  const failures: object[] = []
  let undone = 0
  for (let round = 0; round < ROUNDS; round++) {
    const operations = await clients[0]?.list(`?box_no=${here}&limit=6`)
    const answers = await Promise.all([
      ...clients.flatMap(({ send }) => [
        send('POST', `/boxes/${here}/move-contents`, { to_box_no: there }),
        send('POST', `/boxes/${there}/move-contents`, { to_box_no: here }),
      ]),
      ...(operations ?? []).map(({ operation_id: id }, index) => clients[index % 2]?.undo(id)),
    ])
    undone += answers.slice(4).filter((answer) => answer?.status === 200).length
    failures.push(
      ...answers.filter((answer) => ![200, 404, 409].includes(answer?.status ?? 0)).map((answer) => ({ ...answer })),
    )
  }
  t.strictSame(failures, [])
  t.ok(undone > 0)
  t.strictSame(await app.db.query('select sum(qty)::int as qty from part_locations'), [{ qty: 60 }])
})

t.test('a part comes back while its type and its seller are deleted', async (t) => {
  const app = await buildApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const { send, undo } = operationClient(app)
  const { send: sendThere } = operationClient(other)
  for (let round = 0; round < ROUNDS; round++) {
    const type = (await send('POST', '/types', { name: `Type ${round}` })).body.id
    const seller = (await send('POST', '/sellers', { name: `Shop ${round}`, website: 'https://shop.example' })).body.id
    const { key } = (await send('POST', '/parts', { description: 'x', type_id: type })).body
    await send('POST', `/parts/${key}/seller-links`, { seller_id: seller, link: 'https://shop.example/x' })
    const { operation } = await send('DELETE', `/parts/${key}`)
    const [back] = await Promise.all([
      round % 2 === 0 ? send('POST', `/retired-parts/${key}/restore`) : undo(operation),
      sendThere('DELETE', `/types/${type}`),
      sendThere('DELETE', `/sellers/${seller}`),
    ])
    t.equal(back.status, 200, JSON.stringify(back.body))
  }
  t.strictSame(await findLedgerErrors(app.db), [])
})

t.test('a part that is deleted while a kit names it is not found, or is named', async (t) => {
  const app = await buildApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const { send } = operationClient(app)
  const { send: sendThere } = operationClient(other)
  const line = await addPart(app.db, 'LINE')
  const kit = (await send('POST', '/kits', { name: 'Lamp', build_target: 1 })).body.id
  await send('POST', `/kits/${kit}/contents`, { part_id: line, required_per_unit: 1 })
  for (let round = 0; round < ROUNDS; round++) {
    const { key } = (await send('POST', '/parts', { description: 'x' })).body
    const [{ id, version }] = (await send('GET', `/kits/${kit}`)).body.contents
    const [named] = await Promise.all([
      send('PUT', `/kits/${kit}/bom/${id}`, { version, alternates: [key] }),
      sendThere('DELETE', `/parts/${key}`),
    ])
    t.ok([200, 404].includes(named.status), JSON.stringify(named.body))
  }
})
