import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addPart, addStock } from '../../support/inventory-rows.ts'
import { until } from '../../support/until.ts'

const counter = countStatements()
const app = await buildApp(t, { onStatement: counter.onStatement })

async function createBox(capacity: number, description = 'A box'): Promise<number> {
  const response = await app.inject({ method: 'POST', url: '/api/boxes', payload: { description, capacity } })
  return response.json().box_no
}

const resize = (boxNo: number, capacity: number) =>
  app.inject({ method: 'PUT', url: `/api/boxes/${boxNo}`, payload: { description: 'Resized', capacity } })

const remove = (boxNo: number) => app.inject({ method: 'DELETE', url: `/api/boxes/${boxNo}` })

const read = async (url: string) => (await app.inject(url)).json()

const sequence = (boxNo: number, capacity: number) =>
  Array.from({ length: capacity }, (_, index) => ({ box_no: boxNo, loc_no: index + 1 }))

/** Whether a statement of this app waits for another one's lock. */
async function isWaiting(): Promise<boolean> {
  const waiting = await app.db.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return waiting.length > 0
}

/** Puts a location on an open pick list of a new kit. */
async function addPickListLine(partId: number, boxNo: number, locNo: number): Promise<void> {
  await app.db.query(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, attachment_set_id) select 'Kit of ' || $1::int, id from documents returning id),
          content as (insert into kit_contents (kit_id, part_id, required_per_unit)
                      select id, $1, 1 from kit returning id, kit_id),
          list as (insert into kit_pick_lists (kit_id, requested_units) select id, 1 from kit returning id)
     insert into kit_pick_list_lines (pick_list_id, kit_content_id, location_id, quantity_to_pick)
     select list.id, content.id, l.id, 1 from list, content, locations l where l.box_no = $2 and l.loc_no = $3`,
    [partId, boxNo, locNo],
  )
}

t.test('a new box has all its locations, in order', async (t) => {
  for (const capacity of [1, 5, 10, 25, 50, 100, 500, 1000]) {
    const payload = { description: ' Resistors ', capacity }
    const response = await app.inject({ method: 'POST', url: '/api/boxes', payload })
    t.equal(response.statusCode, 201)
    const box = response.json()
    t.strictSame(Object.keys(box).sort(), [
      'box_no',
      'capacity',
      'created_at',
      'description',
      'locations',
      'updated_at',
    ])
    t.match(box, { description: ' Resistors ', capacity, created_at: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ })
    t.strictSame(box.locations, sequence(box.box_no, capacity))
    t.strictSame(await read(`/api/boxes/${box.box_no}`), box)
    t.strictSame(await read(`/api/boxes/${box.box_no}/locations`), box.locations)
  }
})

t.test('an integer may be sent as text or with a fraction of zero', async (t) => {
  for (const capacity of ['"12"', '12.0']) {
    const response = await app.inject({
      method: 'POST',
      url: '/api/boxes',
      headers: { 'content-type': 'application/json' },
      payload: `{"description":"Box","capacity":${capacity},"color":"red"}`,
    })
    t.equal(response.statusCode, 201)
    t.match(response.json(), { capacity: 12 })
  }
})

t.test('boxes created at the same time get different numbers', async (t) => {
  const numbers = await Promise.all(Array.from({ length: 20 }, (_, index) => createBox(10, `Parallel ${index}`)))
  t.equal(new Set(numbers).size, 20)
  for (const boxNo of numbers) t.strictSame(await read(`/api/boxes/${boxNo}/locations`), sequence(boxNo, 10))
})

t.test('the number of a deleted box is not used again', async (t) => {
  const boxNo = await createBox(3)
  t.equal((await remove(boxNo)).statusCode, 204)
  t.ok((await createBox(3)) > boxNo)
})

t.test('growing and shrinking leaves the locations 1 to capacity', async (t) => {
  const boxNo = await createBox(10)
  for (const capacity of [15, 8, 12, 12, 1, 1000, 4]) {
    const response = await resize(boxNo, capacity)
    t.equal(response.statusCode, 200)
    t.match(response.json(), { box_no: boxNo, description: 'Resized', capacity })
    t.strictSame(response.json().locations, sequence(boxNo, capacity))
  }
})

t.test('a changed box is answered with its new time of change', async (t) => {
  const boxNo = await createBox(2)
  const before = await read(`/api/boxes/${boxNo}`)
  const changed = (await resize(boxNo, 3)).json()
  t.ok(Date.parse(changed.updated_at) >= Date.parse(before.updated_at))
  t.equal(changed.created_at, before.created_at)
  t.strictSame(await read(`/api/boxes/${boxNo}`), changed)
})

t.test('changes of capacity at the same time leave the locations 1 to capacity', async (t) => {
  const boxNo = await createBox(20)
  const capacities = [5, 40, 10, 60, 1, 33, 20, 7, 50, 15]
  const responses = await Promise.all(capacities.map((capacity) => resize(boxNo, capacity)))
  t.ok(responses.every(({ statusCode }) => statusCode === 200))
  const box = await read(`/api/boxes/${boxNo}`)
  t.ok(capacities.includes(box.capacity))
  t.strictSame(box.locations, sequence(boxNo, box.capacity))
})

t.test('a box is not shrunk over parts', async (t) => {
  const boxNo = await createBox(10)
  const part = await addPart(app.db, 'SHRA')
  await addStock(app.db, part, boxNo, 9, 1)
  await addStock(app.db, part, boxNo, 7, 1)
  await addPickListLine(part, boxNo, 6)
  const before = await read(`/api/boxes/${boxNo}`)

  const response = await resize(boxNo, 5)
  t.equal(response.statusCode, 409)
  t.match(response.json(), {
    error: `Cannot reduce capacity of box ${boxNo} because location ${boxNo}-7 still holds parts`,
    code: 'INVALID_OPERATION',
  })
  t.strictSame(await read(`/api/boxes/${boxNo}`), before)
  t.equal((await resize(boxNo, 9)).statusCode, 200)
})

t.test('a box is not shrunk over the locations of a pick list', async (t) => {
  const boxNo = await createBox(10)
  await addPickListLine(await addPart(app.db, 'SHRB'), boxNo, 8)
  const response = await resize(boxNo, 7)
  t.equal(response.statusCode, 409)
  t.match(response.json(), {
    error: `Cannot reduce capacity of box ${boxNo} because location ${boxNo}-8 is on a pick list`,
    code: 'INVALID_OPERATION',
  })
  t.equal((await read(`/api/boxes/${boxNo}`)).capacity, 10)
  t.equal((await resize(boxNo, 8)).statusCode, 200)
})

t.test('stock that is being added while the box shrinks or goes is not lost', async (t) => {
  const part = await addPart(app.db, 'RACE')
  for (const [what, change] of [
    ['reduce capacity of', (boxNo: number) => resize(boxNo, 1)],
    ['delete', remove],
  ] as const) {
    const boxNo = await createBox(3)
    const adding = await app.pool.connect()
    await adding.query('begin')
    await adding.query(
      `insert into part_locations (part_id, location_id, box_no, loc_no, qty)
       select $1, id, box_no, loc_no, 5 from locations where box_no = $2 and loc_no = 3`,
      [part, boxNo],
    )
    const changing = change(boxNo)
    await until(isWaiting)
    await adding.query('commit')
    adding.release()
    const response = await changing
    t.equal(response.statusCode, 409)
    t.match(response.json().error, `Cannot ${what} box ${boxNo} because`)
    t.equal((await read(`/api/boxes/${boxNo}`)).locations.length, 3)
  }
})

t.test('a box with parts is not deleted', async (t) => {
  const boxNo = await createBox(4)
  const part = await addPart(app.db, 'DELA')
  await addPickListLine(part, boxNo, 1)
  await addStock(app.db, part, boxNo, 2, 3)

  const withStock = await remove(boxNo)
  t.equal(withStock.statusCode, 409)
  t.match(withStock.json(), {
    error: `Cannot delete box ${boxNo} because it contains parts that must be moved or removed first`,
    code: 'INVALID_OPERATION',
  })
  t.equal((await app.inject(`/api/boxes/${boxNo}`)).statusCode, 200)

  await app.db.query('delete from part_locations where box_no = $1', [boxNo])
  const withPickList = await remove(boxNo)
  t.equal(withPickList.statusCode, 409)
  t.match(withPickList.json(), {
    error: `Cannot delete box ${boxNo} because pick lists refer to location ${boxNo}-1`,
    code: 'INVALID_OPERATION',
  })

  await app.db.query('delete from kit_pick_list_lines')
  t.equal((await remove(boxNo)).statusCode, 204)
  t.equal((await app.inject(`/api/boxes/${boxNo}`)).statusCode, 404)
  t.equal((await app.inject(`/api/locations/${boxNo}/1`)).statusCode, 404)
})

t.test('the cost of a box does not grow with its capacity', async (t) => {
  const costs = []
  for (const capacity of [1, 1000]) costs.push(await counter.during(() => createBox(capacity)))
  t.equal(costs[0], costs[1])
})
