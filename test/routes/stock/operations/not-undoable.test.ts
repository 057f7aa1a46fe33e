import t from 'tap'
import { INT4_MAX } from '../../../../plugins/int4.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'

t.test('an operation that cannot be undone says so before somebody tries', async (t) => {
  const app = await buildApp(t)
  const { send, add, remove, undo } = operationClient(app)
  const box = await addBox(app.db, 5)
  const refused = async (id: string, because: string) => {
    const shown = { undoable: false, not_undoable_because: because }
    t.match((await send('GET', `/operations/${id}`)).body, shown)
    t.match(
      (await send('GET', '/operations')).body.find(({ operation_id }: { operation_id: string }) => operation_id === id),
      shown,
    )
    const error = `Cannot undo this operation because ${because}`
    for (const body of [{ dry_run: true }, {}]) t.match(await undo(id, body), { status: 409, body: { error } })
  }
  /** Deletes a part and brings it back. @returns the part, and the operation that brought it back. */
  const broughtBack = async (key: string) => {
    await send('DELETE', `/parts/${key}`)
    const { operation, body } = await send('POST', `/retired-parts/${key}/restore`)
    return { operation, id: body.id }
  }

  for (const key of ['KITA', 'LIST', 'BOXA', 'FREE']) await addPart(app.db, key)
  const inKit = await broughtBack('KITA')
  await addKit(app, 'Lamp', [[inKit.id, 1]])
  await refused(inKit.operation, 'the part KITA is used in the kit Lamp')

  const onList = await broughtBack('LIST')
  const list = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
  await send('POST', `/shopping-lists/${list}/lines`, { part_id: onList.id, needed: 1 })
  await app.db.query(`update shopping_list_lines set ordered = 1, status = 'ordered'`)
  await refused(onList.operation, 'the part LIST is ordered on the shopping list May')

  const inStock = await broughtBack('BOXA')
  await add('BOXA', box, 1, 5)
  await refused(inStock.operation, 'the part BOXA is in stock')
  t.equal((await undo((await broughtBack('FREE')).operation)).status, 200)

  await addStock(app.db, await addPart(app.db, 'MANY'), box, 2, INT4_MAX)
  const { operation: taken } = await remove('MANY', box, 2, 5)
  t.match((await send('GET', `/operations/${taken}`)).body, { undoable: true })
  await add('MANY', box, 2, 5)
  await refused(taken, `there would be more pieces of MANY in ${box}-2 than can be counted`)
})
