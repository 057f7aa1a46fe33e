import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { importClient } from '../../../support/import-client.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { otherSession } from '../../../support/other-session.ts'
import { bagCode } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

/** A part that no code means. */
const GENERIC = 'TOOL'

t.test('a bag that is put onto a part of its own, and the file of its order at the same moment', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const imports = importClient(app)
  const { apply } = scanClient(app)
  const { undo, send } = operationClient(app)
  const other = await otherSession(t, app)
  const place = { box_no: box, loc_no: 20 }
  const codeOf = (number: string) => bagCode(`1P${number}`, '3P99', 'Q20', `KPO-${number}`, `1K${number}`, '4K1')
  const put = (number: string) => apply(codeOf(number), 'put_away', { ...place, part_key: GENERIC })
  const upload = (number: string, options: object = {}) => {
    const text = `Manufacturer Part Number,Description,Qty,Index\n${number},x,20,1\n`
    const of = { seller_name: 'Farnell', order_number: `PO-${number}`, place }
    return imports.upload(text, { kind: 'order', options: { ...of, ...options } })
  }

  await t.test('the file first', async (t) => {
    const read = await upload('OWN-0001')
    await other.hold('import_undo')
    const imported = imports.commit(read.id)
    await other.waiting(1)
    const booked = put('OWN-0001')
    await Promise.race([booked, other.waiting(2)])
    await other.query('rollback')
    const { operation_id } = await imported
    t.match((await booked).body.warnings, [
      new RegExp(`^20 pieces of \\w+ were received .*may be the same.*${operation_id}`),
    ])
  })

  await t.test('the bag first', async (t) => {
    const read = await upload('OWN-0002')
    await other.hold('scanned_bags')
    const booked = put('OWN-0002')
    await other.waiting(1)
    const imported = imports.commit(read.id)
    await Promise.race([imported, other.waiting(2)])
    await other.query('rollback')
    t.match(await booked, { status: 200, body: { warnings: [] } })
    t.match(await imported, { status: 'proposed' })
    t.match(JSON.stringify(await imports.rows(read.id)), /CHANGED_MEANWHILE.*RECEIVED_OTHERWISE/)
  })

  await t.test('the file first, and the bag is done again', async (t) => {
    const undone = (await undo((await put('OWN-0003')).body.operation_id)).body.operation_id
    const read = await upload('OWN-0003')
    await other.hold('import_undo')
    const imported = imports.commit(read.id)
    await other.waiting(1)
    const again = undo(undone)
    await Promise.race([again, other.waiting(2)])
    await other.query('rollback')
    t.match(await imported, { status: 'committed' })
    t.match(await again, { status: 409, body: { error: /received again since, as the part/ } })
  })

  await t.test('a bag of another order does not wait', async (t) => {
    const read = await upload('OWN-0004')
    await other.hold('import_undo')
    const imported = imports.commit(read.id)
    await other.waiting(1)
    t.equal((await put('OWN-0005')).status, 200)
    await other.query('rollback')
    t.match(await imported, { status: 'committed' })
  })

  await t.test('whichever comes first, in turns', async (t) => {
    for (let round = 0; round < 8; round++) {
      const number = `OWN-1${round}`
      const read = await upload(number)
      const commits = () => imports.commit(read.id)
      const books = () => put(number)
      const [imported, booked] =
        round % 2 === 0
          ? await Promise.all([commits(), books()])
          : (await Promise.all([books(), commits()])).toReversed()
      const isTold =
        booked !== undefined && 'body' in booked && (booked.status === 409 || booked.body.warnings?.length > 0)
      t.ok(isTold || imported?.status === 'proposed', JSON.stringify([imported, booked]))
    }
  })

  await t.test('a receipt by hand for the list of its order', async (t) => {
    for (let round = 0; round < 6; round++) {
      const number = `OWN-2${round}`
      await imports.commit((await upload(number, { target: 'list', list_name: number })).id)
      const lists = (await send('GET', '/shopping-lists')).body
      const list = lists.find(({ name }: { name: string }) => name === number).id
      const [line] = (await send('GET', `/shopping-lists/${list}`)).body.lines
      const allocations = [{ ...place, qty: 20 }]
      const [byHand, booked] = await Promise.all([
        send('POST', `/shopping-list-lines/${line.id}/receive`, { receive_qty: 20, allocations }),
        apply(codeOf(number), 'put_away', { ...place, part_key: GENERIC, confirm: true }),
      ])
      t.equal(byHand.status, 200)
      t.equal(booked.status, 200)
      const told = [...byHand.body.warnings, ...booked.body.warnings].filter((each) => /may be the same/.test(each))
      t.equal(told.length, 1, JSON.stringify([byHand.body.warnings, booked.body.warnings]))
    }
  })
})

t.test('a file finds the part that has come back since it was read', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const imports = importClient(app)
  const { apply } = scanClient(app)
  const { undo, send } = operationClient(app)
  const place = { box_no: box, loc_no: 20 }
  const code = bagCode('1PBACK-0001', 'Q20', '3P98', '1KN900', '4K1')
  const made = await apply(code, 'create', { ...place, create: { description: 'Came back' } })
  const undone = (await undo(made.body.operation_id)).body.operation_id
  await send('POST', '/parts', { description: 'Made later' })
  const options = { seller_name: 'Farnell', order_number: 'N901', place }
  const read = await imports.upload('Manufacturer Part Number,Description,Qty\nBACK-0001,x,20\n', {
    kind: 'order',
    options,
  })
  t.equal((await undo(undone)).status, 200)
  t.match(await imports.commit(read.id), { status: 'proposed' })
  t.match(JSON.stringify(await imports.rows(read.id)), /CHANGED_MEANWHILE/)
})
