import t from 'tap'
import type { ChangeMessage } from '../../../plugins/live-changes/merged-changes.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { messagesOf, names, serve, tells, told } from '../../support/live-changes.ts'

const changesIn = ({ changes }: ChangeMessage) => changes

t.test('a change of stock names its operation', async (t) => {
  const { app, stream, send } = await serve(t)
  const box = await addBox(app.db, 2)
  await addPart(app.db, 'AAAA')
  const page = await stream('page')
  const { headers } = await send('POST', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 5 })
  await told(t, page, 'part AAAA', `box ${box}`)
  t.match(messagesOf(page).at(-1), { operation_id: headers['operation-id'] })
  t.type(headers['operation-id'], 'string')
})

t.test('all that an operation changes names it, whatever was done', async (t) => {
  const { app, stream, send } = await serve(t)
  const box = await addBox(app.db, 9)
  const partId = await addPart(app.db, 'AAAA')
  await addStock(app.db, partId, box, 1, 50)
  const kit = (await send('POST', '/kits', { name: 'Clock' })).body.id
  await send('POST', `/kits/${kit}/contents`, { part_id: partId, required_per_unit: 2 })
  const picks = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 2 })).body
  const list = (await send('POST', '/shopping-lists', { name: 'March' })).body.id
  const line = (await send('POST', `/shopping-lists/${list}/lines`, { part_id: partId, needed: 2 })).body.id
  const seller = (await send('POST', '/sellers', { name: 'Mouser', website: 'mouser.com' })).body.id
  await send('PUT', `/shopping-list-lines/${line}`, { ordered: 2, seller_id: seller })
  await send('POST', `/shopping-lists/${list}/seller-groups`, { seller_id: seller })
  await send('PUT', `/shopping-lists/${list}/seller-groups/${seller}`, { status: 'ordered' })
  await addPart(app.db, 'BBBB')
  const page = await stream('page')

  /** Waits for what was changed before, so that it is not merged with what this step changes. */
  async function step(method: 'POST' | 'DELETE', path: string, payload: object | undefined, also: readonly string[]) {
    const { body } = await send('POST', '/types', { name: `Before ${method} ${path} ${messagesOf(page).length}` })
    await told(t, page, `type ${body.id}`)
    const seen = messagesOf(page).length
    const { headers } = await send(method, path, payload)
    const id = headers['operation-id']
    t.type(id, 'string', path)
    await page.until(() => tells(messagesOf(page).slice(seen).flatMap(changesIn), also))
    const named = names(
      messagesOf(page)
        .filter((message) => message.operation_id === id)
        .flatMap(changesIn),
    )
    for (const name of also) t.ok(named.has(name), `${path}: ${name}`)
    return id
  }
  const pick = `/pick-lists/${picks.id}/lines/${picks.lines[0].id}`
  await step('POST', `${pick}/pick`, undefined, ['part AAAA', `pick_list ${picks.id}`, `kit ${kit}`])
  await step('POST', `${pick}/undo`, undefined, ['part AAAA', `pick_list ${picks.id}`])
  const received = await step(
    'POST',
    `/shopping-list-lines/${line}/receive`,
    { receive_qty: 2, allocations: [{ box_no: box, loc_no: 3, qty: 2 }] },
    ['part AAAA', `shopping_list ${list}`],
  )
  await step('POST', `/operations/${received}/undo`, {}, ['part AAAA', `shopping_list ${list}`])
  await step('POST', '/parts/bulk', { part_keys: ['AAAA'], set: { package: '0805' } }, ['part AAAA'])
  const deleted = await step('DELETE', '/parts/BBBB', undefined, ['part BBBB'])
  await step('POST', `/operations/${deleted}/undo`, {}, ['part BBBB'])
  await step('DELETE', '/parts/BBBB', undefined, ['part BBBB'])
  await step('POST', '/retired-parts/BBBB/restore', undefined, ['part BBBB'])
})
