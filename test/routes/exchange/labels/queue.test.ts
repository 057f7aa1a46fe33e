import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { addOddParts } from '../../../support/label-client.ts'
import { otherSession } from '../../../support/other-session.ts'

t.test('labels wait in a queue', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const box = await addBox(app.db, 12)
  const send = (method: 'GET' | 'POST' | 'DELETE', path = '', payload?: object) =>
    app.inject({ method, url: `/api/label-queue${path}`, ...(payload && { payload }) })
  const added = await send('POST', '', {
    items: [
      { kind: 'part', id: 'aaaa', copies: 3 },
      { kind: 'location', id: `${box}-12` },
    ],
  })
  t.equal(added.statusCode, 201)
  const queue = (await send('GET')).json()
  t.strictSame(queue, added.json())
  t.match(queue, [
    { kind: 'part', id: 'AAAA', copies: 3 },
    { kind: 'location', id: `${box}-12`, copies: 1 },
  ])
  t.equal((await send('POST', '', { items: [{ kind: 'part', id: 'AAAA', copies: 997 }] })).statusCode, 409)
  t.equal((await send('POST', '', { items: [{ kind: 'kit', id: 'x' }] })).statusCode, 400)
  t.equal((await send('DELETE', `/${queue[0].queue_item_id}`)).statusCode, 204)
  t.equal((await send('DELETE', `/${queue[0].queue_item_id}`)).statusCode, 404)
  t.equal((await send('GET')).json().length, 1)
  t.equal((await send('DELETE')).statusCode, 204)
  t.strictSame((await send('GET')).json(), [])
})

t.test('labels of what is not there are refused, and nothing is added', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const box = await addBox(app.db, 3)
  const add = (...items: object[]) => app.inject({ method: 'POST', url: '/api/label-queue', payload: { items } })
  const refused = await add(
    { kind: 'part', id: 'AAAA' },
    { kind: 'part', id: 'ZZZZ' },
    { kind: 'location', id: `${box}-999`, copies: 1000 },
    { kind: 'box', id: '4711' },
    { kind: 'kit', id: '4712' },
    { kind: 'pick_list', id: '4713' },
  )
  t.equal(refused.statusCode, 404)
  t.equal(refused.json().error, `Part ZZZZ, Location ${box}-999, Box 4711, Kit 4712, and Pick list 4713 were not found`)
  t.strictSame((await app.inject('/api/label-queue')).json(), [])
  t.equal((await add({ kind: 'part', id: 'aaaa' })).statusCode, 201)
})

t.test('what was taken out of the queue comes back as far as it is still there, and goes again', async (t) => {
  const app = await buildApp(t)
  for (const key of ['KEPT', 'GONE', 'TWIN']) await addPart(app.db, key)
  const box = await addBox(app.db, 3)
  const other = await addBox(app.db, 1)
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object) => {
    const answer = await app.inject({ method, url: `/api${path}`, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const items = [
    { kind: 'part', id: 'GONE', copies: 2 },
    { kind: 'part', id: 'KEPT', copies: 3 },
    { kind: 'box', id: String(other), copies: 1 },
    { kind: 'part', id: 'TWIN', copies: 1 },
    { kind: 'location', id: `${box}-3`, copies: 1 },
  ]
  t.equal((await send('POST', '/label-queue', { items })).status, 201)
  const queue = async () => {
    const rows: { kind: string; id: string; copies: number }[] = (await send('GET', '/label-queue')).body
    return rows.map(({ kind, id, copies }) => ({ kind, id, copies }))
  }
  t.strictSame(await queue(), items)
  t.equal((await send('DELETE', '/label-queue')).status, 204)

  t.equal((await send('DELETE', '/parts/GONE')).status, 204)
  t.equal((await send('DELETE', `/boxes/${other}`)).status, 204)
  t.equal((await send('DELETE', '/parts/TWIN')).status, 204)
  await app.db.query(`update retired_parts set merged_into = 'KEPT' where key = 'TWIN'`)
  t.equal((await send('POST', '/label-queue', { items })).status, 404)

  const back = await send('POST', '/label-queue/existing', { items })
  t.equal(back.status, 200)
  t.match(back.body.added, [items[1], items[4]])
  t.strictSame(back.body.left_out, [
    { ...items[0], because: 'the part GONE (Part GONE) was deleted; bring it back first' },
    { ...items[2], because: `there is no box ${other}` },
    { ...items[3], because: 'the part TWIN (Part TWIN) was merged into KEPT' },
  ])
  t.strictSame(await queue(), [items[1], items[4]], 'in the order that they had')

  const ids = back.body.added.map(({ queue_item_id }: { queue_item_id: number }) => queue_item_id)
  t.equal((await send('DELETE', `/label-queue?queue_item_ids=${ids}`)).status, 204)
  t.strictSame(await queue(), [], 'done again, what came back goes')
  t.equal((await send('POST', '/retired-parts/GONE/restore')).status, 200)
  t.match((await send('POST', '/label-queue/existing', { items })).body.added, [items[0], items[1], items[4]])
})

t.test('where nothing that was taken out is there any more, nothing comes back', async (t) => {
  const app = await buildApp(t)
  const add = (payload: object) => app.inject({ method: 'POST', url: '/api/label-queue/existing', payload })
  const none = await add({
    items: [
      { kind: 'kit', id: '4711' },
      { kind: 'pick_list', id: '9' },
    ],
  })
  t.equal(none.statusCode, 200)
  t.strictSame(none.json(), {
    added: [],
    left_out: [
      { kind: 'kit', id: '4711', copies: 1, because: 'there is no kit 4711' },
      { kind: 'pick_list', id: '9', copies: 1, because: 'there is no pick list 9' },
    ],
  })
  t.match((await add({ items: [{ kind: 'kit', id: 'x' }] })).json(), {
    added: [],
    left_out: [{ kind: 'kit', id: 'x', because: 'there is no kit x' }],
  })
  await addPart(app.db, 'AAAA')
  const many = { items: [{ kind: 'part', id: 'AAAA', copies: 1000 }] }
  t.equal((await add(many)).statusCode, 200)
  t.equal((await add(many)).statusCode, 409, 'no more than one file holds')
})

t.test('labels that wait tell what they are for, and can be changed', async (t) => {
  const app = await buildApp(t)
  const box = await addOddParts(app)
  const kit = await addKit(app, 'Amplifier')
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', payload?: object) =>
    app.inject({ method, url: `/api/label-queue${path}`, ...(payload && { payload }) })
  const items = [
    { kind: 'part', id: 'WIDE' },
    { kind: 'part', id: 'ZZZZ' },
    { kind: 'location', id: `${box}-3` },
    { kind: 'location', id: `${box}-999` },
    { kind: 'box', id: String(box) },
    { kind: 'kit', id: String(kit) },
  ]
  await addPart(app.db, 'ZZZZ')
  await app.db.query(
    'insert into locations (box_id, box_no, loc_no) select id, box_no, 999 from boxes where box_no = $1',
    [box],
  )
  const [pickList] = await app.db.query<{ id: number }>(
    'insert into kit_pick_lists (kit_id, requested_units) values ($1, 1) returning id',
    [kit],
  )
  items.push({ kind: 'pick_list', id: String(pickList?.id) })
  t.equal((await send('POST', '', { items })).statusCode, 201)
  // They wait on when what they are for is deleted.
  await app.db.query(`delete from parts where key = 'ZZZZ'`)
  await app.db.query('delete from locations where loc_no = 999')
  await app.db.query('delete from kit_pick_lists')
  const added = (await send('GET')).json()
  t.match(added, [
    { id: 'WIDE', name: /^Low-noise precision/, place: `${box}-3`, cover_url: null },
    { id: 'ZZZZ', name: null, place: null },
    { name: 'Amplifiers & "more" <of them>', place: null },
    { name: null },
    { name: 'Amplifiers & "more" <of them>' },
    { name: 'Amplifier' },
    { name: null },
  ])

  const [first, second, third] = added.map(({ queue_item_id }: { queue_item_id: number }) => queue_item_id)
  const changed = await send('PATCH', `/${first}`, { copies: 5 })
  t.equal(changed.statusCode, 200)
  t.strictSame(changed.json(), { ...added[0], copies: 5 })
  t.equal((await send('PATCH', `/${first}`, { copies: 995 })).statusCode, 409, 'no more than one file holds')
  t.equal((await send('PATCH', `/${first}`, { copies: 0 })).statusCode, 400)
  t.equal((await send('PATCH', '/999999', { copies: 1 })).statusCode, 404)
  t.equal((await send('GET')).json()[0].copies, 5)

  t.equal((await send('DELETE', `?queue_item_ids=${first},${third},999999`)).statusCode, 204)
  const left: { queue_item_id: number }[] = (await send('GET')).json()
  t.equal(left.length, 5)
  t.equal(left[0]?.queue_item_id, second, 'what is not named stays')
  t.equal((await send('DELETE', '?queue_item_ids=1,x')).statusCode, 400)
  t.match((await send('DELETE', '', { queue_item_ids: [1] })).json(), { error: /name labels in the address/ })
})

t.test('requests at once do not fill the queue beyond what is printed at once', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const add = (copies: number, id = 'AAAA') =>
    app.inject({ method: 'POST', url: '/api/label-queue', payload: { items: [{ kind: 'part', id, copies }] } })
  const change = (id: number, copies: number) =>
    app.inject({ method: 'PATCH', url: `/api/label-queue/${id}`, payload: { copies } })
  const [first] = (await add(100)).json()
  const [second] = (await add(100)).json()
  // With this one more, no two of the three requests below fit together.
  await add(1)
  const session = await otherSession(t, app)
  await session.query('begin')
  await session.query(
    "select pg_advisory_xact_lock(hashtextextended('label_queue ' || owner, 0)) from label_queue limit 1",
  )
  const answers = [add(500), change(first.queue_item_id, 500), change(second.queue_item_id, 500)]
  await session.waiting(answers.length)
  await session.query('commit')
  const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode)
  t.ok(
    statuses.every((status) => [200, 201, 409].includes(status)),
    `${statuses}`,
  )
  const queue: { copies: number }[] = (await app.inject('/api/label-queue')).json()
  const labels = queue.reduce((sum, { copies }) => sum + copies, 0)
  t.ok(labels <= 1000, `${labels} labels`)
  t.equal(statuses.filter((status) => status !== 409).length, 1, 'what fits is taken')
})
