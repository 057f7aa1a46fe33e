import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { importClient } from '../../../support/import-client.ts'
import { addStock } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { otherSession } from '../../../support/other-session.ts'
import { bagCode } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

/** Of Farnell. */
const codeOf = (bag: string) => bagCode('1PSTM32F103C8T6', 'Q10', '3P1447637', '1K900', '4K3', `11K${bag}`)
const BAG = codeOf('1')

t.test('of two that do bookings of one bag again at once, one is refused', async (t) => {
  const { apply, undo, place, pieces, holdPile } = await start(t)
  const undone = []
  for (let booking = 0; booking < 2; booking++) {
    const booked = await apply(BAG, 'put_away', place)
    t.equal(booked.status, 200)
    undone.push((await undo(booked.body.operation_id)).body.operation_id)
  }
  const pile = await holdPile()
  const redone = Promise.all(undone.map((id) => undo(id)))
  await pile.waiting(2)
  await pile.release()
  const answers = await redone
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409], JSON.stringify(answers))
  t.equal(await pieces(), 11)
  for (const id of undone) t.equal((await undo(id)).status, 409)
})

t.test('a bag that is scanned while its booking is done again is booked once', async (t) => {
  const { apply, undo, place, pieces, holdPile } = await start(t)
  const booked = await apply(BAG, 'put_away', place)
  const undone = (await undo(booked.body.operation_id)).body.operation_id
  const pile = await holdPile()
  const redone = undo(undone)
  await pile.waiting(1)
  const scanned = apply(BAG, 'put_away', place)
  await pile.waiting(2)
  await pile.release()
  const answers = [await redone, await scanned]
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409], JSON.stringify(answers))
  t.equal(await pieces(), 11)
  t.equal((await apply(BAG, 'put_away', place)).status, 409, 'the next one is asked')
})

t.test('an order that is imported while its receipt is done again is received once', async (t) => {
  const { app, apply, undo, place, pieces, holdNewPile } = await start(t)
  const imports = importClient(app)
  const booked = await apply(BAG, 'put_away', { ...place, loc_no: 21 })
  const undone = (await undo(booked.body.operation_id)).body.operation_id
  const options = { seller_name: 'Farnell', order_number: '900', place: { ...place, loc_no: 22 } }
  const read = await imports.upload('Key,Description,Qty\nMCUA,x,10\n', { kind: 'order', options })
  const pile = await holdNewPile(21)
  const redone = undo(undone)
  await pile.waiting(1)
  const imported = imports.commit(read.id)
  await Promise.race([imported, pile.waiting(2)])
  await pile.release()
  t.equal((await redone).status, 200)
  t.match(await imported, { status: 'proposed', operation_id: null }, 'it is told first')
  t.match(JSON.stringify(await imports.rows(read.id)), /CHANGED_MEANWHILE/)
  t.equal(await pieces(), 11)
})

t.test('another bag of an order is no reason not to do a receipt again', async (t) => {
  const { apply, undo, place, pieces } = await start(t)
  const first = await apply(BAG, 'receive', place)
  t.equal(first.status, 200)
  const undone = (await undo(first.body.operation_id)).body.operation_id
  t.equal((await apply(codeOf('2'), 'receive', place)).status, 200)
  t.equal((await undo(undone)).status, 200)
  t.equal(await pieces(), 21)
})

t.test('of a receipt that is done again and another one at one moment, one knows of the other', async (t) => {
  const { app, apply, undo, place, pieces } = await start(t)
  const { send } = operationClient(app)
  const { body: list } = await send('POST', '/shopping-lists', { name: 'By hand' })
  const { body: part } = await send('GET', '/parts/MCUA')
  const { body: seller } = await send('GET', '/sellers')
  const farnell = seller.find(({ name }: { name: string }) => name === 'Farnell').id
  const wanted = { part_id: part.id, needed: 100, seller_id: farnell }
  const { body: line } = await send('POST', `/shopping-lists/${list.id}/lines`, wanted)
  await send('PUT', `/shopping-list-lines/${line.id}`, { ordered: 100 })
  await send('POST', `/shopping-lists/${list.id}/seller-groups`, { seller_id: farnell })
  await send('PUT', `/shopping-lists/${list.id}/seller-groups/${farnell}`, { status: 'ordered' })
  const elsewhere = { ...place, loc_no: 21 }
  const hand = () =>
    send('POST', `/shopping-list-lines/${line.id}/receive`, {
      receive_qty: 10,
      allocations: [{ ...elsewhere, qty: 10 }],
    })
  const bag = (code: string, order: string | null) => () =>
    apply(code, 'put_away', { ...elsewhere, part_key: 'MCUA', qty: 10, ...(order !== null && { order_number: order }) })
  for (const { what, first, second } of [
    { what: 'a bag, and by hand', first: bag(BAG, null), second: hand },
    { what: 'by hand, and a bag', first: hand, second: bag(codeOf('2'), null) },
    { what: 'a bag, and a label that names the order', first: bag(BAG, null), second: bag('MCUA', '900') },
  ]) {
    await t.test(what, async (t) => {
      for (let round = 0; round < 4; round++) {
        const booked = await first()
        t.equal(booked.status, 200, JSON.stringify(booked))
        const undone = (await undo(operationOf(booked))).body.operation_id
        const before = await pieces()
        const [again, other] = await Promise.all([undo(undone), second()])
        t.equal(other.status, 200, JSON.stringify(other))
        const isTold = again.status === 409 || other.body.warnings.some((each: string) => /received/.test(each))
        t.ok(isTold, JSON.stringify([again, other]))
        t.equal((await pieces()) - before, again.status === 200 ? 20 : 10)
        if (again.status === 200) await undo(again.body.operation_id)
        await undo(operationOf(other))
      }
    })
  }
})

function operationOf({ body, operation }: { body: { operation_id?: string }; operation?: string }): string {
  return body.operation_id ?? operation ?? ''
}

async function start(t: Test) {
  const app = await buildApp(t)
  const { box, ids } = await addScanInventory(app)
  const part = ids.get('MCUA') ?? 0
  const place = { box_no: box, loc_no: 20 }
  await addStock(app.db, part, box, 20, 1)
  const { piles, undo } = operationClient(app)
  const { apply } = scanClient(app)
  const hold = async (sql: string, values: unknown[]) => {
    const other = await otherSession(t, app)
    await other.query('begin')
    await other.query(sql, values)
    return { waiting: other.waiting, release: () => other.query('rollback') }
  }
  return {
    app,
    apply,
    undo,
    place,
    pieces: async () => (await piles('MCUA')).reduce((sum, [, qty]) => sum + qty, 0),
    /** Has those wait that change the pile. */
    holdPile: () => hold('select from part_locations where part_id = $1 and loc_no = 20 for update', [part]),
    /** Has those wait that make a pile in the location, after they have looked at everything. */
    holdNewPile: (loc: number) =>
      hold(
        `insert into part_locations (part_id, location_id, box_no, loc_no, qty)
         select $1, id, box_no, loc_no, 1 from locations where box_no = $2 and loc_no = $3`,
        [part, box, loc],
      ),
  }
}
