import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { importClient } from '../../../support/import-client.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { otherSession } from '../../../support/other-session.ts'
import { bagCode } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a bag and the file of its order make one part, whichever comes first', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const imports = importClient(app)
  const { apply } = scanClient(app)
  const { undo, send } = operationClient(app)
  const other = await otherSession(t, app)
  const place = { box_no: box, loc_no: 20 }
  const create = (number: string) => {
    const code = bagCode(`1P${number}`, 'Q20', '3P99', `1K${number}`, '4K1', `11K${number}`)
    return apply(code, 'create', { ...place, create: { description: number } })
  }
  const upload = (number: string) => {
    const options = { seller_name: 'Farnell', order_number: number, place }
    return imports.upload(`Manufacturer Part Number,Description,Qty\n${number},x,20\n`, { kind: 'order', options })
  }
  const partsWith = async (number: string) => {
    const { body } = await send('GET', '/parts')
    return body.filter((part: { manufacturer_code: string }) => part.manufacturer_code === number).length
  }

  await t.test('the file', async (t) => {
    const read = await upload('NEW-0001')
    await other.hold('import_undo')
    const imported = imports.commit(read.id)
    await other.waiting(1)
    const created = create('NEW-0001')
    await Promise.race([created, other.waiting(2)])
    await other.query('rollback')
    t.match(await imported, { status: 'committed' })
    t.match(await created, { status: 409, body: { code: 'CONFIRMATION_REQUIRED' } })
    t.equal(await partsWith('NEW-0001'), 1)
  })

  await t.test('the bag', async (t) => {
    const read = await upload('NEW-0002')
    await other.hold('scanned_bags')
    const created = create('NEW-0002')
    await other.waiting(1)
    const imported = imports.commit(read.id)
    await Promise.race([imported, other.waiting(2)])
    await other.query('rollback')
    t.equal((await created).status, 200)
    t.match(await imported, { status: 'proposed' })
    t.match(JSON.stringify(await imports.rows(read.id)), /CHANGED_MEANWHILE/)
    t.equal(await partsWith('NEW-0002'), 1)
  })

  await t.test('the file, before what the bag has made is done again', async (t) => {
    const undone = (await undo((await create('NEW-0003')).body.operation_id)).body.operation_id
    const read = await upload('NEW-0003')
    await other.hold('import_undo')
    const imported = imports.commit(read.id)
    await other.waiting(1)
    const again = undo(undone)
    await Promise.race([again, other.waiting(2)])
    await other.query('rollback')
    t.match(await imported, { status: 'committed' })
    t.equal((await again).status, 409)
    t.equal(await partsWith('NEW-0003'), 1)
  })
})
