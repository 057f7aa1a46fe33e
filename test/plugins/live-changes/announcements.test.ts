import t from 'tap'
import { CHANGE_KINDS } from '../../../services/change-kinds.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { changesOf, messagesOf, serve, told } from '../../support/live-changes.ts'
import { createTestDatabase } from '../../support/test-database.ts'

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
  await told(t, page, 'part AAAA')
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
  await told(t, page, `type ${body.id}`)
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

t.test('a page reads everything again after announcements may have been lost', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const { app, stream } = await serve(t, { databaseUrl })
  const all = CHANGE_KINDS.map((kind) => `${kind} null`)
  const page = await stream('page')
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'electronics-inventory events' and datname = current_database()`,
  )
  await told(t, page, ...all)
  t.pass('the connection that listens was lost')

  const later = await stream('later')
  await app.db.query('insert into process_runs default values')
  await serve(t, { databaseUrl })
  await told(t, later, ...all)
  t.pass('a process was killed')
})
