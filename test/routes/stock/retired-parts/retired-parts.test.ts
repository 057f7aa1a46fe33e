import t from 'tap'
import { FORGET_SWEPT_CONTENTS } from '../../../../services/catalogue/retired-parts/statements.ts'
import { countVerifiedParts, findLedgerErrors } from '../../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'

const FIELDS = {
  description: 'Resistor 4.7 kΩ',
  manufacturer_code: 'RC0805FR-074K7L',
  tags: ['0805', 'Ω'],
  manufacturer: 'Yageo',
  product_page: 'https://example.com/x',
  package: '0805',
  pin_count: 2,
}

t.test('a deleted part keeps its key and its past, and comes back as it was', async (t) => {
  const app = await buildApp(t)
  const { send, add, remove, undo, list } = operationClient(app)
  const box = await addBox(app.db, 3)
  const type = (await send('POST', '/types', { name: 'Odd resistor' })).body.id
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const { key, id, attachment_set_id: set } = (await send('POST', '/parts', { ...FIELDS, type_id: type })).body
  await send('POST', `/parts/${key}/seller-links`, { seller_id: seller, link: 'https://shop.example/4k7' })
  await app.db.query(
    `with a as (insert into attachments (attachment_set_id, attachment_type, title, url, s3_key, content_type)
       values ($1, 'url', 'Page', 'https://example.com', null, null),
              ($1, 'image', 'Picture', null, 'cas/${'1'.repeat(64)}', 'image/png') returning id, attachment_type)
     select id from a`,
    [set],
  )
  await app.db.query(
    `update attachment_sets set cover_attachment_id = (select id from attachments where title = 'Picture')`,
  )
  const shopping = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  await send('POST', `/shopping-lists/${shopping}/lines`, { part_id: id, needed: 20, note: 'soon' })
  await add(key, box, 1, 5)
  await remove(key, box, 1, 5)
  const history = (await send('GET', `/parts/${key}/history`)).body
  const documents = (await send('GET', `/attachment-sets/${set}`)).body
  const before = (await send('GET', `/parts/${key}`)).body
  const lines = (await send('GET', `/shopping-lists/${shopping}`)).body.lines

  const deleted = await send('DELETE', `/parts/${key}`)
  t.equal(deleted.status, 204)
  const gone = await send('GET', `/parts/${key}`)
  t.equal(gone.status, 404)
  t.match(gone.body, {
    error: `Part ${key} was not found`,
    code: 'RECORD_NOT_FOUND',
    details: { message: /^The part was deleted on \d{4}-/, deleted_at: /^\d{4}-\d\d-\d\dT.*Z$/ },
  })
  t.match((await send('GET', `/parts/${key}/history`)).body, { details: { deleted_at: String } })
  t.equal((await send('GET', `/attachment-sets/${set}`)).status, 404)
  t.match(
    (await list(`?part_key=${key}`)).map(({ summary, undoable }) => [summary, undoable]),
    [
      [`Deleted the part ${key}`, true],
      [`Removed 5 pieces of ${key} from ${box}-1`, false],
      [`Added 5 pieces of ${key} to ${box}-1`, false],
    ],
  )
  t.match((await list(`?part_key=${key}&reason=add`))[0], {
    not_undoable_because: new RegExp(`^the part ${key} \\(.+\\) was deleted; bring it back first$`),
  })
  t.same(await findLedgerErrors(app.db), [])
  t.same(await countVerifiedParts(app.db), { parts: 0, retired: 1 })

  const restored = await send('POST', `/retired-parts/${key}/restore`)
  t.match(restored, { status: 200, operation: String, body: { key, id, left_out: [] } })
  t.same((await send('GET', `/parts/${key}`)).body, before)
  t.same((await send('GET', `/parts/${key}/history`)).body, history)
  t.same((await send('GET', `/attachment-sets/${set}`)).body, documents)
  const back = (await send('GET', `/shopping-lists/${shopping}`)).body.lines
  t.same(
    back.map(({ id, note, needed }: Record<string, unknown>) => [id, note, needed]),
    lines.map(({ id, note, needed }: Record<string, unknown>) => [id, note, needed]),
  )
  t.match((await send('GET', '/parts/search?q=4k7')).body, { items: [{ part: { key } }] })
  t.equal((await send('POST', `/retired-parts/${key}/restore`)).status, 404)
  t.match((await undo(deleted.operation)).body.error, /it was undone already/)

  const again = await undo(restored.operation)
  t.match(again, { status: 200, body: { summary: `Done again: Deleted the part ${key}` } })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.equal((await undo(again.operation)).status, 200)
  t.same((await send('GET', `/parts/${key}/history`)).body, history)
})

t.test('undoing a deletion brings the part back without what was swept or deleted meanwhile', async (t) => {
  const app = await buildApp(t)
  const { send, undo } = operationClient(app)
  const type = (await send('POST', '/types', { name: 'Odd resistor' })).body.id
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const { key, attachment_set_id: set } = (await send('POST', '/parts', { ...FIELDS, type_id: type })).body
  await send('POST', `/parts/${key}/seller-links`, { seller_id: seller, link: 'https://shop.example/4k7' })
  const [picture, page] = ['1', '2'].map((digit) => `cas/${digit.repeat(64)}`)
  await app.db.query(
    `insert into attachments (attachment_set_id, attachment_type, title, url, s3_key, content_type) values
       ($1, 'image', 'Picture', null, $2, 'image/png'), ($1, 'url', 'Page', 'https://example.com', $3, 'image/png'),
       ($1, 'url', 'Other', 'https://example.com/2', null, null)`,
    [set, picture, page],
  )
  const { operation } = await send('DELETE', `/parts/${key}`)
  await app.db.query(FORGET_SWEPT_CONTENTS, [[picture, page]])
  t.equal((await send('DELETE', `/sellers/${seller}`)).status, 204)
  t.equal((await send('DELETE', `/types/${type}`)).status, 204)
  const anew = (await send('POST', '/types', { name: 'Odd resistor' })).body.id

  const undone = await undo(operation)
  t.equal(undone.status, 200)
  t.match(undone.body.left_out, [
    { what: 'documents', count: 1, because: 'their contents were swept' },
    { what: 'seller_links', count: 1, because: 'their sellers were deleted' },
  ])
  t.match((await send('GET', `/parts/${key}`)).body, { type_id: anew, seller_links: [] })
  const { attachments } = (await send('GET', `/attachment-sets/${set}`)).body
  t.same(
    attachments.map(({ title }: { title: string }) => title),
    ['Page', 'Other'],
  )
  t.same(await app.db.query('select s3_key from attachments where s3_key is not null'), [])
})

t.test('keys are given once for ever, and never a word that reads as something else', async (t) => {
  const app = await buildApp(t)
  const { send } = operationClient(app)
  const { key } = (await send('POST', '/parts', { description: 'x' })).body
  await send('DELETE', `/parts/${key}`)
  await t.rejects(app.parts.create({ description: 'x' }, key), { statusCode: 409, message: /already exists/ })
  t.match(
    await app.db.query(`select count(*)::int as all, count(distinct part_key(n))::int as different,
                                     count(*) filter (where part_key(n) ~ '^[A-Z]{4}$')::int as right
                                from generate_series(0, 26*26*26*26 - 1) n`),
    [{ all: 456_976, different: 456_976, right: 456_976 }],
  )

  // The number before that of a blocked word, so that the word would be next.
  await app.db.query(
    `select setval('part_key_numbers', (select n from generate_series(1, 456975) n where part_key(n) = 'NULL') - 1)`,
  )
  const next = (await send('POST', '/parts', { description: 'x' })).body.key
  t.not(next, 'NULL')
  // At the end the numbers begin anew, and what is taken is passed over.
  await app.db.query(`select setval('part_key_numbers', 456975)`)
  const later = (await send('POST', '/parts', { description: 'x' })).body.key
  t.not(later, key)
  t.equal(
    await app.parts.countFreeKeys(),
    456_976 - 3 - (await import('../../../../services/catalogue/parts/part-keys.ts')).BLOCKED_KEYS.length,
  )
})

t.test('a part in a kit is not deleted, and one that never was is not brought back', async (t) => {
  const app = await buildApp(t)
  const { send, undo, list } = operationClient(app)
  const { key, id } = (await send('POST', '/parts', { description: 'x' })).body
  await send('DELETE', `/parts/${key}`)
  const restored = await send('POST', `/retired-parts/${key}/restore`)
  await addKit(app, 'Clock', [[id, 4]])
  t.match(
    (await undo(restored.operation)).body.error,
    `Cannot undo this operation because the part ${key} is used in the kit Clock`,
  )
  t.equal((await send('GET', `/parts/${key}`)).status, 200)
  t.equal((await send('POST', '/retired-parts/ZZZZ/restore')).status, 404)
  t.equal((await send('POST', '/retired-parts/nonsense/restore')).status, 404)
  await app.db.query(
    `insert into retired_parts (id, key, description, merged_into, record) values (77, 'MERG', 'x', $1, '{}')`,
    [key],
  )
  t.match(await send('POST', '/retired-parts/MERG/restore'), { status: 409, body: { code: 'INVALID_OPERATION' } })
  t.match((await send('GET', '/parts/MERG')).body, { details: { merged_into: key } })
  t.equal((await list()).length, 2)
})
