import type { FastifyInstance, InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../plugins/config/index.ts'
import type { ChangeMessage, NamedChange } from '../../../plugins/live-changes/merged-changes.ts'
import { CHANGE_KINDS } from '../../../services/change-kinds.ts'
import { buildApp } from '../../support/build-app.ts'
import { type EventSourceClient, openStream } from '../../support/event-source.ts'
import { startIdentityProvider } from '../../support/identity-provider.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { startGateway } from '../../support/sse-gateway.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function serve(t: Test, settings: SettingsOverrides = {}) {
  const app = await buildApp(t, { settings: { appEnv: 'testing', ...settings } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const stream = async (requestId: string, headers: Record<string, string> = {}) => {
    const page = await openStream(t, `${url}/api/sse/stream?request_id=${requestId}`, headers)
    await page.until(({ text }) => text.includes('connected'))
    return page
  }
  return { app, url, stream, send: client(app) }
}

function client(app: FastifyInstance) {
  return async (method: InjectOptions['method'] & string, path: string, payload?: object) => {
    const request = { method, url: `/api${path}` } as InjectOptions
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`)
    return { body: answer.body === '' ? undefined : answer.json(), headers: answer.headers }
  }
}

function messagesOf(page: EventSourceClient): ChangeMessage[] {
  return page.messages.flatMap(({ type, payload }) =>
    type === 'inventory_changed' ? [payload as unknown as ChangeMessage] : [],
  )
}

function changesOf(page: EventSourceClient): NamedChange[] {
  return messagesOf(page).flatMap(({ changes }) => changes)
}

const names = (changes: readonly NamedChange[]) => new Set(changes.map(({ kind, id }) => `${kind} ${id}`))

/** Waits until a page was told of these changes, `kind id`. */
async function told(page: EventSourceClient, ...expected: string[]): Promise<void> {
  await page.until(() => expected.every((name) => names(changesOf(page)).has(name)))
}

t.test('every write is told to the streams of every replica', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await serve(t, { databaseUrl })
  const second = await serve(t, { databaseUrl })
  const here = await first.stream('here')
  const there = await second.stream('there')
  const { send } = first
  const sent = (await sampleValue('live_changes_sent_total')) ?? 0

  /** Makes a change, and waits until both pages know. */
  async function step<T>(change: () => Promise<T>, expected: (result: T) => string[]): Promise<T> {
    const before = { here: changesOf(here).length, there: changesOf(there).length }
    const result = await change()
    const wanted = expected(result)
    for (const [page, seen] of [
      [here, before.here],
      [there, before.there],
    ] as const) {
      await page.until(() => wanted.every((name) => names(changesOf(page).slice(seen)).has(name)))
    }
    t.pass(wanted.join(', '))
    return result
  }

  const type = await step(
    () => send('POST', '/types', { name: 'Resistor' }),
    ({ body }) => [`type ${body.id}`],
  )
  await step(
    () => send('PUT', `/types/${type.body.id}`, { name: 'R' }),
    () => [`type ${type.body.id}`],
  )
  const other = await step(
    () => send('POST', '/types', { name: 'X' }),
    ({ body }) => [`type ${body.id}`],
  )
  await step(
    () => send('DELETE', `/types/${other.body.id}`),
    () => [`type ${other.body.id}`],
  )
  const seller = await step(
    () => send('POST', '/sellers', { name: 'Mouser', website: 'mouser.com' }),
    ({ body }) => [`seller ${body.id}`],
  )
  const sellerId = seller.body.id
  await step(
    () => send('PUT', `/sellers/${sellerId}`, { name: 'M' }),
    () => [`seller ${sellerId}`],
  )
  const box = (
    await step(
      () => send('POST', '/boxes', { description: 'A', capacity: 9 }),
      ({ body }) => [`box ${body.box_no}`],
    )
  ).body.box_no
  await step(
    () => send('PUT', `/boxes/${box}`, { description: 'B', capacity: 8 }),
    () => [`box ${box}`],
  )
  const part = await step(
    () => send('POST', '/parts', { description: 'One' }),
    ({ body }) => [`part ${body.key}`],
  )
  const { key, id: partId } = part.body
  await step(
    () => send('PUT', `/parts/${key}`, { description: 'Two' }),
    () => [`part ${key}`],
  )
  const link = await step(
    () => send('POST', `/parts/${key}/seller-links`, { seller_id: sellerId, link: 'https://mouser.com/1' }),
    () => [`part ${key}`],
  )
  await step(
    () => send('DELETE', `/parts/${key}/seller-links/${link.body.id}`),
    () => [`part ${key}`],
  )
  const stock = `/inventory/parts/${key}/stock`
  await step(
    () => send('POST', stock, { box_no: box, loc_no: 1, qty: 50 }),
    () => [`part ${key}`, `box ${box}`],
  )
  await step(
    () => send('DELETE', stock, { box_no: box, loc_no: 1, qty: 1 }),
    () => [`part ${key}`, `box ${box}`],
  )
  const move = { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 9 }
  await step(
    () => send('POST', `/inventory/parts/${key}/move`, move),
    () => [`part ${key}`, `box ${box}`],
  )
  await step(
    () => send('POST', `/inventory/parts/${key}/count`, { box_no: box, loc_no: 2, counted_qty: 9 }),
    () => [`part ${key}`, `box ${box}`],
  )

  const kit = (
    await step(
      () => send('POST', '/kits', { name: 'Clock' }),
      ({ body }) => [`kit ${body.id}`],
    )
  ).body.id
  await step(
    () => send('PATCH', `/kits/${kit}`, { name: 'Watch' }),
    () => [`kit ${kit}`],
  )
  const content = await step(
    () => send('POST', `/kits/${kit}/contents`, { part_id: partId, required_per_unit: 2 }),
    () => [`kit ${kit}`],
  )
  const contentPath = `/kits/${kit}/contents/${content.body.id}`
  await step(
    () => send('PATCH', contentPath, { version: content.body.version, note: 'n' }),
    () => [`kit ${kit}`],
  )
  const picks = await step(
    () => send('POST', `/kits/${kit}/pick-lists`, { requested_units: 2 }),
    ({ body }) => [`pick_list ${body.id}`, `kit ${kit}`],
  )
  const list = picks.body.id
  const line = `/pick-lists/${list}/lines/${picks.body.lines[0].id}`
  await step(
    () => send('PATCH', line, { quantity_to_pick: 3 }),
    () => [`pick_list ${list}`],
  )
  await step(
    () => send('POST', `${line}/pick`),
    () => [`pick_list ${list}`, `kit ${kit}`, `part ${key}`, `box ${box}`],
  )
  await step(
    () => send('POST', `${line}/undo`),
    () => [`pick_list ${list}`, `part ${key}`],
  )
  await step(
    () => send('DELETE', `/pick-lists/${list}`),
    () => [`pick_list ${list}`, `kit ${kit}`],
  )

  const shopping = (
    await step(
      () => send('POST', '/shopping-lists', { name: 'March' }),
      ({ body }) => [`shopping_list ${body.id}`],
    )
  ).body.id
  const shown = () => [`shopping_list ${shopping}`]
  await step(() => send('PUT', `/shopping-lists/${shopping}`, { name: 'April' }), shown)
  const shoppingLine = await step(
    () => send('POST', `/shopping-lists/${shopping}/lines`, { part_id: partId, needed: 2 }),
    shown,
  )
  const shoppingLinePath = `/shopping-list-lines/${shoppingLine.body.id}`
  await step(() => send('PUT', shoppingLinePath, { ordered: 2, seller_id: sellerId }), shown)
  await step(() => send('POST', `/shopping-lists/${shopping}/seller-groups`, { seller_id: sellerId }), shown)
  await step(() => send('PUT', `/shopping-lists/${shopping}/seller-groups/${sellerId}`, { status: 'ordered' }), shown)
  await step(
    () =>
      send('POST', `${shoppingLinePath}/receive`, {
        receive_qty: 2,
        allocations: [{ box_no: box, loc_no: 3, qty: 2 }],
      }),
    () => [...shown(), `part ${key}`, `box ${box}`],
  )
  await step(() => send('POST', `${shoppingLinePath}/complete`, {}), shown)
  const pushed = await step(
    () => send('POST', `/kits/${kit}/shopping-lists`, { units: 100, new_list_name: 'Pushed' }),
    ({ body }) => [`kit ${kit}`, `shopping_list ${body.shopping_list.id}`],
  )
  await step(
    () => send('DELETE', `/kit-shopping-list-links/${pushed.body.link.id}`),
    () => [`kit ${kit}`],
  )
  await step(() => send('PUT', `/shopping-lists/${shopping}/status`, { status: 'done' }), shown)
  await step(() => send('DELETE', `/shopping-lists/${shopping}`), shown)
  await step(
    () => send('DELETE', contentPath),
    () => [`kit ${kit}`],
  )
  await step(
    () => send('POST', `/kits/${kit}/archive`),
    () => [`kit ${kit}`],
  )
  await step(
    () => send('DELETE', `/kits/${kit}`),
    () => [`kit ${kit}`],
  )
  const spare = (await send('POST', '/parts', { description: 'Spare' })).body.key
  await step(
    () => send('DELETE', `/parts/${spare}`),
    () => [`part ${spare}`],
  )
  const empty = (await send('POST', '/boxes', { description: 'A', capacity: 1 })).body.box_no
  await step(
    () => send('DELETE', `/boxes/${empty}`),
    () => [`box ${empty}`],
  )
  await step(
    () => send('POST', '/testing/tasks/start', { task_type: 'demo_task' }),
    ({ body }) => [`task ${body.task_id}`],
  )
  t.ok(((await sampleValue('live_changes_sent_total')) ?? 0) > sent)
  const stored = await first.app.db.query(`select from sse_events where name = 'inventory_changed'`)
  t.strictSame(stored, [], 'it is not stored')
})

t.test('a change of stock names its operation', async (t) => {
  const { app, stream, send } = await serve(t)
  const box = await addBox(app.db, 2)
  await addPart(app.db, 'AAAA')
  const page = await stream('page')
  const { headers } = await send('POST', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 5 })
  await told(page, 'part AAAA', `box ${box}`)
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
  async function step(method: 'POST' | 'DELETE', path: string, payload?: object, also: readonly string[] = []) {
    const { body } = await send('POST', '/types', { name: `Before ${method} ${path} ${messagesOf(page).length}` })
    await told(page, `type ${body.id}`)
    const seen = messagesOf(page).length
    const { headers } = await send(method, path, payload)
    const id = headers['operation-id']
    t.type(id, 'string', path)
    await page.until(
      () =>
        messagesOf(page).length > seen &&
        messagesOf(page)
          .slice(seen)
          .some((m) => m.operation_id === id),
    )
    const own = messagesOf(page).filter((message) => message.operation_id === id)
    const named = names(own.flatMap(({ changes }) => changes))
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

t.test('what is rolled back is told to nobody', async (t) => {
  const { app, stream, send } = await serve(t)
  await addPart(app.db, 'AAAA')
  const page = await stream('page')
  await send('POST', '/types', { name: 'One' })
  const twice = await app.inject({ method: 'POST', url: '/api/types', payload: { name: 'One' } })
  t.equal(twice.statusCode, 409)
  await app.db
    .transaction(async (unit) => {
      unit.announce({ kind: 'part', id: 'ROLLED BACK' })
      throw new Error('no')
    })
    .catch(() => {})
  await app.db.transaction(async (unit) => {
    unit.announce({ kind: 'part', id: 'KEPT' })
    await unit
      .savepoint(async () => {
        unit.announce({ kind: 'part', id: 'ROLLED BACK' })
        throw new Error('no')
      })
      .catch(() => {})
    await unit.savepoint(async () => unit.announce({ kind: 'part', id: 'KEPT, TOO' }))
  })
  await send('PUT', '/parts/AAAA', { description: 'last' })
  await told(page, 'part AAAA')
  const parts = changesOf(page).filter(({ kind }) => kind === 'part')
  t.strictSame(parts.map(({ id }) => id).sort(), ['AAAA', 'KEPT', 'KEPT, TOO'])
  t.equal(changesOf(page).filter(({ kind }) => kind === 'type').length, 1)
})

t.test('what was changed just before a replica closes is told all the same', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await serve(t, { databaseUrl })
  const second = await serve(t, { databaseUrl })
  const page = await second.stream('page')
  await first.send('POST', '/types', { name: 'A' })
  const { body } = await first.send('POST', '/types', { name: 'B' })
  await first.app.close()
  await told(page, `type ${body.id}`)
  t.pass()
})

t.test('many changes are merged, ten messages a second at most, and the last one always comes', async (t) => {
  const { app, stream, send } = await serve(t)
  for (let n = 0; n < 60; n++) await addPart(app.db, `P${String(n).padStart(2, '0')}X`)
  const page = await stream('page')
  const begun = performance.now()
  for (let round = 0; round < 5; round++) {
    await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        send('PUT', `/parts/P${String(n).padStart(2, '0')}X`, { description: `Round ${round}` }),
      ),
    )
  }
  await send('POST', '/types', { name: 'Last' })
  await page.until(() => changesOf(page).some(({ kind }) => kind === 'type'))
  const seconds = (performance.now() - begun) / 1000
  const count = messagesOf(page).length
  t.ok(count <= seconds * 10 + 1, `${count} messages in ${seconds} s`)
  for (const { changes } of messagesOf(page)) t.ok(changes.length <= 100)
})

t.test('more than a hundred changes become the kind', async (t) => {
  const { app, stream, send } = await serve(t)
  const box = await addBox(app.db, 2)
  const moves = []
  for (let n = 0; n < 101; n++) {
    const key = `P${String(n).padStart(3, '0')}`
    await addStock(app.db, await addPart(app.db, key), box, 1, 5)
    moves.push({ part_key: key, from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 5 })
  }
  const page = await stream('page')
  await send('POST', '/inventory/moves', { moves })
  await page.until(() => changesOf(page).length > 0)
  t.strictSame(messagesOf(page)[0]?.changes, [
    { kind: 'part', id: null },
    { kind: 'box', id: null },
  ])
})

t.test('with sign-in on, only who may read is told', async (t) => {
  const provider = await startIdentityProvider(t, { baseurl: 'http://127.0.0.1:3000' })
  const { app, stream } = await serve(t, provider.settings)
  const authorization = async (roles: string[]) => ({
    authorization: `Bearer ${await provider.sign({ sub: `with ${roles}`, realm_access: { roles } })}`,
  })
  const reader = await stream('reader', await authorization(['reader']))
  const admin = await stream('admin', await authorization(['admin']))
  const noRole = await stream('no-role', await authorization(['visitor']))
  const nobody = await stream('nobody')
  const write = await app.inject({
    method: 'POST',
    url: '/api/types',
    payload: { name: 'One' },
    headers: await authorization(['editor']),
  })
  t.equal(write.statusCode, 201)
  const name = `type ${write.json().id}`
  await told(reader, name)
  await told(admin, name)
  for (const page of ['no-role', 'nobody']) await app.sse.sendTo(page, { name: 'x', service: 'version', data: {} })
  for (const page of [noRole, nobody]) await page.message(({ type }) => type === 'x')
  t.strictSame([changesOf(noRole), changesOf(nobody)], [[], []])
})

t.test('a page reads everything again after announcements may have been lost', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const { app, stream } = await serve(t, { databaseUrl })
  const all = CHANGE_KINDS.map((kind) => `${kind} null`)
  const page = await stream('page')
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'electronics-inventory events' and datname = current_database()`,
  )
  await told(page, ...all)
  t.pass('the connection that listens was lost')

  const later = await stream('later')
  await app.db.query('insert into process_runs default values')
  await serve(t, { databaseUrl })
  await told(later, ...all)
  t.pass('a process was killed')
})

t.test('of the replicas behind a gateway one tells it, and only streams of readers', async (t) => {
  const gateway = await startGateway(t)
  const settings = {
    appEnv: 'testing',
    oidcEnabled: true,
    oidcIssuerUrl: 'http://127.0.0.1:1',
    oidcClientId: 'inventory',
    oidcClientSecret: 'secret',
    databaseUrl: await createTestDatabase(t),
    sseGatewayUrl: gateway.url,
  } as const
  const first = await buildApp(t, { settings })
  const second = await buildApp(t, { settings })
  gateway.callbackUrl = await second.listen({ port: 0, host: '127.0.0.1' })
  const cookieOf = async (subject: string, roles: string[]) => {
    const payload = { subject, roles }
    const session = await second.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
    return { cookie: String(session.headers['set-cookie']).split(';')[0] ?? '' }
  }
  await gateway.connect('r1', 'reads', await cookieOf('rosa', ['reader']))
  await gateway.connect('r2', 'no-role', await cookieOf('visitor', ['visitor']))
  await gateway.connect('r3', 'nobody')
  const told = () => gateway.received('reads', 'inventory_changed').flatMap(({ changes }) => changes as NamedChange[])
  for (const { types } of [first, second]) {
    const { id } = await types.create(`Of ${types === first.types}`)
    const isIt = (change: NamedChange) => change.kind === 'type' && change.id === String(id)
    await gateway.until(() => told().some(isIt))
    t.equal(told().filter(isIt).length, 1, 'told once')
  }
  t.strictSame(gateway.received('no-role', 'inventory_changed'), [])
  t.strictSame(gateway.received('nobody', 'inventory_changed'), [])
})
