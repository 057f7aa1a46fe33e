import t, { type Test } from 'tap'
import { addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { changesOf, messagesOf, names, serve, tells } from '../../../support/live-changes.ts'
import { operationClient } from '../../../support/operation-client.ts'

/** A kit with one line of LINE, for which FRST and then SCND can stand in, and an unfitted FRST. */
async function start(t: Test) {
  const { app, stream } = await serve(t)
  const client = operationClient(app)
  const line = await addPart(app.db, 'LINE')
  const first = await addPart(app.db, 'FRST')
  await addPart(app.db, 'SCND')
  const kitId = await addKit(app, 'Amplifier', [[line, 2]])
  await app.db.query('insert into kit_unfitted (kit_id, part_id, quantity, value) values ($1, $2, 3, $$10k$$)', [
    kitId,
    first,
  ])
  const bom = async () => (await client.send('GET', `/kits/${kitId}/bom`)).body
  const setAlternates = async (alternates: string[]) => {
    const { id, version } = (await client.send('GET', `/kits/${kitId}`)).body.contents[0]
    return client.send('PUT', `/kits/${kitId}/bom/${id}`, { version, alternates })
  }
  const versions = async () => {
    const answer = await app.inject({ url: `/api/kits/${kitId}` })
    return [String(answer.headers.etag).split('-')[0], answer.json().contents[0].version]
  }
  t.equal((await setAlternates(['FRST', 'SCND'])).status, 200)
  return { app, stream, ...client, kitId, bom, setAlternates, versions }
}

t.test('a part that stands in for others takes its places again when it comes back', async (t) => {
  const { send, undo, bom, versions } = await start(t)
  const before = await bom()
  t.match(before, { lines: [{ alternates: ['FRST', 'SCND'] }], unfitted: [{ part_key: 'FRST', quantity: 3 }] })
  const seen = [await versions()]
  for (const bringBack of [() => send('POST', '/retired-parts/FRST/restore'), (id: string) => undo(id)]) {
    const { status, operation } = await send('DELETE', '/parts/FRST')
    t.equal(status, 204)
    t.match(await bom(), {
      lines: [{ alternates: ['SCND'] }],
      unfitted: [{ part_key: null, quantity: 3, value: '10k' }],
    })
    seen.push(await versions())
    t.equal((await bringBack(operation)).status, 200)
    seen.push(await versions())
    const { lines, unfitted } = await bom()
    t.strictSame([lines[0].alternates, unfitted], [before.lines[0].alternates, before.unfitted])
  }
  for (const place of [0, 1]) {
    t.equal(new Set(seen.map((pair) => pair[place])).size, seen.length, 'whoever edits the kit or the line is told')
  }
})

t.test('whoever shows or edits a kit is told that a part stands in for others in it again', async (t) => {
  const { stream, send, undo, kitId, bom, versions } = await start(t)
  const page = await stream('page')
  // What was done before the stream opened may be told together with what follows: then it is of no one operation.
  const { body: type } = await send('POST', '/types', { name: 'Marker' })
  await page.until(() => tells(changesOf(page), [`type ${type.id}`]))
  const told = async (operation: string) => {
    await page.until(() => messagesOf(page).some(({ operation_id: id }) => id === operation))
    const message = messagesOf(page).find(({ operation_id: id }) => id === operation)
    t.strictSame([...names(message?.changes ?? [])].sort(), [`kit ${kitId}`, 'part SCND'])
  }
  const before = await bom()
  const seen = [await versions()]
  for (const bringBack of [() => send('POST', '/retired-parts/SCND/restore'), (id: string) => undo(id)]) {
    const { operation } = await send('DELETE', '/parts/SCND')
    await told(operation)
    seen.push(await versions())
    const back = await bringBack(operation)
    t.equal(back.status, 200)
    await told(back.operation)
    seen.push(await versions())
    t.strictSame((await bom()).lines[0].alternates, before.lines[0].alternates)
  }
  for (const place of [0, 1]) t.equal(new Set(seen.map((pair) => pair[place])).size, seen.length)
})

t.test(
  'a line that has got its full number of alternates meanwhile keeps these alone, and the answer says so',
  async (t) => {
    const { app, send, undo, bom, setAlternates } = await start(t)
    const { operation } = await send('DELETE', '/parts/FRST')
    const keys = Array.from(
      { length: 100 },
      (_, n) => `AB${String.fromCharCode(65 + (n % 10), 65 + Math.floor(n / 10))}`,
    )
    for (const key of keys) await addPart(app.db, key)
    t.equal((await setAlternates(keys)).status, 200)
    const leftOut = [{ what: 'kit_alternates', count: 1, because: /have 100 other alternates now/ }]
    const shown = await undo(operation, { dry_run: true })
    t.match(shown, { status: 200, body: { operation_id: null, left_out: leftOut } }, 'said before')
    const back = await send('POST', '/retired-parts/FRST/restore')
    t.match(back, { status: 200, body: { key: 'FRST', left_out: leftOut } })
    t.strictSame((await bom()).lines[0].alternates, keys)
    const again = await send('DELETE', '/parts/FRST')
    t.match(await undo(again.operation), { status: 200, body: { left_out: [] } }, 'nothing was left out this time')
  },
)

t.test('a rank that was given to another part meanwhile is kept', async (t) => {
  const { send, bom, setAlternates } = await start(t)
  await send('DELETE', '/parts/FRST')
  for (const alternates of [[], ['SCND']]) t.equal((await setAlternates(alternates)).status, 200)
  await send('POST', '/retired-parts/FRST/restore')
  t.match(await bom(), { lines: [{ alternates: ['SCND', 'FRST'] }] })
})

t.test('a part comes back when the line or the kit that it belonged to is gone', async (t) => {
  const { send, kitId } = await start(t)
  await send('DELETE', '/parts/FRST')
  t.equal((await send('DELETE', `/kits/${kitId}`)).status, 204)
  const back = await send('POST', '/retired-parts/FRST/restore')
  t.equal(back.status, 200)
  t.match(back.body.left_out, [
    { what: 'kit_alternates', count: 1 },
    { what: 'kit_unfitted_lines', count: 1 },
  ])
})
