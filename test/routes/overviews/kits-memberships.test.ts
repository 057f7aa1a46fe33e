import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addKit, jsonClient, linkKit } from '../../support/kit-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'

const value = async (name: string) => (await sampleValue(name)) ?? 0

t.test('memberships of many kits at once', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const ids = []
  for (let n = 0; n < 250; n++) ids.push(await addKit(app, `Kit ${n}`))
  const [first = 0, second = 0] = ids
  await send('POST', `/kits/${second}/archive`)
  const open = await linkKit(app, first, 'Open')
  const later = await linkKit(app, first, 'Later')
  const done = await linkKit(app, first, 'Done', 'done')
  await app.db.query(
    `insert into kit_pick_lists (kit_id, requested_units, status, completed_at)
     values ($1, 1, 'open', null), ($1, 2, 'completed', now())`,
    [second],
  )
  const ask = (kind: string, body: object) => send('POST', `/kits/${kind}-memberships/query`, body)
  const before = await value('pick_list_list_requests_total')

  const lists = await ask('shopping-list', { kit_ids: [second, first] })
  t.equal(lists.status, 200)
  t.match(lists.body.memberships, [
    { kit_id: second, memberships: [] },
    { kit_id: first, memberships: [{ shopping_list_id: later }, { shopping_list_id: open, is_stale: false }] },
  ])
  const all = await ask('shopping-list', { kit_ids: [first], include_done: true })
  t.match(all.body.memberships[0].memberships, [{ shopping_list_id: done, status: 'done' }, {}, {}])

  const picks = await ask('pick-list', { kit_ids: ids })
  t.equal(picks.body.memberships.length, 250)
  t.match(picks.body.memberships[1], { kit_id: second, pick_lists: [{ requested_units: 1, status: 'open' }] })
  t.equal(picks.body.memberships[1].pick_lists.length, 1)
  const withDone = await ask('pick-list', { kit_ids: [second], include_done: true })
  t.equal(withDone.body.memberships[0].pick_lists.length, 2)
  t.equal((await value('pick_list_list_requests_total')) - before, 251)
  for (const kind of ['shopping-list', 'pick-list']) {
    for (const kit_ids of [undefined, [], [1, 1], [0], ['x'], Array.from({ length: 251 }, (_, n) => n + 1)]) {
      t.equal((await ask(kind, { kit_ids })).status, 400, `${kind} ${kit_ids?.length}`)
    }
    const missing = await ask(kind, { kit_ids: [first, 9998, 9997] })
    t.match(missing, { status: 404, body: { error: 'Kit 9998 was not found' } })
  }
  t.equal((await value('pick_list_list_requests_total')) - before, 251, 'refusals are not counted')
})
