import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

const counter = countStatements()
const app = await buildApp(t, { onStatement: counter.onStatement })

const read = async (url: string) => (await app.inject(url)).json()

t.test('an inventory without boxes has an empty list in either form', async (t) => {
  t.strictSame(await read('/api/boxes'), [])
  t.strictSame(await read('/api/boxes?include_usage=false'), [])
})

t.test('usage counts locations, not parts', async (t) => {
  const boxNo = await addBox(app.db, 30)
  const [first, second] = [await addPart(app.db, 'USEA'), await addPart(app.db, 'USEB')]
  await addStock(app.db, first, boxNo, 1, 5)
  await addStock(app.db, second, boxNo, 1, 6)
  await addStock(app.db, first, boxNo, 30, 7)
  const usage = { total_locations: 30, occupied_locations: 2, available_locations: 28, usage_percentage: 6.67 }

  t.strictSame(await read(`/api/boxes/${boxNo}/usage`), { box_no: boxNo, ...usage })
  const listed = (await read('/api/boxes')).find((box: { box_no: number }) => box.box_no === boxNo)
  const { locations: _, ...box } = await read(`/api/boxes/${boxNo}`)
  t.strictSame(listed, { ...box, ...usage })
})

t.test('the list is ordered by number and shows usage unless it is switched off', async (t) => {
  await addBox(app.db, 5)
  const full = await read('/api/boxes')
  const numbers = full.map((box: { box_no: number }) => box.box_no)
  t.ok(numbers.length > 1)
  t.strictSame(
    numbers,
    numbers.toSorted((a: number, b: number) => a - b),
  )
  for (const value of ['true', 'TRUE', 'True', 'tRuE&include_usage=false']) {
    t.strictSame(await read(`/api/boxes?include_usage=${value}`), full)
  }
  for (const value of ['false', 'FALSE', '0', '1', 'yes', 'no', 'off', '']) {
    const response = await app.inject(`/api/boxes?include_usage=${value}`)
    t.equal(response.statusCode, 200)
    t.strictSame(
      response.json(),
      full.map(({ box_no, description, capacity }: Record<string, unknown>) => ({ box_no, description, capacity })),
    )
  }
})

t.test('locations show the parts in them when asked', async (t) => {
  const boxNo = await addBox(app.db, 3)
  const [second, first] = [await addPart(app.db, 'LOCB'), await addPart(app.db, 'LOCA')]
  await app.db.query(`update parts set manufacturer_code = 'NE555' where id = $1`, [first])
  await addStock(app.db, second, boxNo, 2, 4)
  await addStock(app.db, first, boxNo, 2, 9)
  await addStock(app.db, first, boxNo, 3, 1)
  const assignment = (key: string, qty: number, manufacturer_code: string | null) => ({
    key,
    qty,
    manufacturer_code,
    description: `Part ${key}`,
    cover_url: null,
  })
  const expected = [
    { box_no: boxNo, loc_no: 1, is_occupied: false, part_assignments: null },
    {
      box_no: boxNo,
      loc_no: 2,
      is_occupied: true,
      part_assignments: [assignment('LOCA', 9, 'NE555'), assignment('LOCB', 4, null)],
    },
    { box_no: boxNo, loc_no: 3, is_occupied: true, part_assignments: [assignment('LOCA', 1, 'NE555')] },
  ]
  for (const value of ['true', 'TRUE', 'True']) {
    t.strictSame(await read(`/api/boxes/${boxNo}/locations?include_parts=${value}`), expected)
  }
  for (const value of ['false', 'FALSE', '1', 'yes', 'on', '0', '']) {
    t.strictSame(
      await read(`/api/boxes/${boxNo}/locations?include_parts=${value}`),
      [1, 2, 3].map((loc_no) => ({ box_no: boxNo, loc_no })),
    )
  }
})

t.test('a part in a location shows its cover when that is a stored image', async (t) => {
  const boxNo = await addBox(app.db, 1)
  const part = await addPart(app.db, 'COVR')
  await addStock(app.db, part, boxNo, 1, 1)
  const key = `cas/${'0123456789abcdef'.repeat(4)}`
  for (const [contentType, storageKey, expected] of [
    ['image/png', key, `/api/${key}`],
    ['image/svg+xml', key, `/api/${key}`],
    ['application/pdf', key, null],
    [null, key, null],
    ['image/png', 'covers/1.png', null],
    ['image/png', `${key}0`, null],
    ['image/png', null, null],
  ]) {
    await app.db.query(
      `with cover as (insert into attachments (attachment_set_id, attachment_type, title, content_type, s3_key)
                      select attachment_set_id, 'image', 'Cover', $2, $3 from parts where id = $1
                      returning id, attachment_set_id)
       update attachment_sets s set cover_attachment_id = cover.id from cover where s.id = cover.attachment_set_id`,
      [part, contentType, storageKey],
    )
    const [location] = await read(`/api/boxes/${boxNo}/locations?include_parts=true`)
    t.equal(location.part_assignments[0].cover_url, expected, `${contentType} ${storageKey}`)
  }
})

t.test('a list costs one statement, however long', async (t) => {
  const boxNo = await addBox(app.db, 200)
  const part = await addPart(app.db, 'CNTA')
  for (let locNo = 1; locNo <= 20; locNo++) await addStock(app.db, part, boxNo, locNo, 1)
  for (const url of [
    '/api/boxes',
    '/api/boxes?include_usage=false',
    `/api/boxes/${boxNo}`,
    `/api/boxes/${boxNo}/usage`,
    `/api/boxes/${boxNo}/locations`,
    `/api/boxes/${boxNo}/locations?include_parts=true`,
  ]) {
    t.equal(await counter.during(() => app.inject(url)), 1, url)
  }
})
