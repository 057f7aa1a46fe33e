import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox } from '../../support/inventory-rows.ts'

const app = await buildApp(t)
const boxNo = await addBox(app.db, 3)

t.test('a location is found by its address', async (t) => {
  const response = await app.inject(`/api/locations/${boxNo}/3`)
  t.equal(response.statusCode, 200)
  t.equal(response.headers['content-type'], 'application/json')
  t.strictSame(response.json(), { box_no: boxNo, loc_no: 3 })
  t.equal((await app.inject({ method: 'HEAD', url: `/api/locations/${boxNo}/3` })).statusCode, 200)
})

t.test('a location that does not exist is not found', async (t) => {
  for (const [box, location] of [
    [boxNo, 4],
    [boxNo, 0],
    [999, 1],
    [2147483647, 2147483647],
  ]) {
    const response = await app.inject(`/api/locations/${box}/${location}`)
    t.equal(response.statusCode, 404)
    t.match(response.json(), {
      error: `Location ${box}-${location} was not found`,
      details: { message: String },
      code: 'RECORD_NOT_FOUND',
      correlationId: String,
    })
  }
})

t.test('an address that no location can have is no route', async (t) => {
  for (const address of [`${boxNo}/x`, `x/1`, `${boxNo}/-1`, `${boxNo}/1.5`, '2147483648/1', `${boxNo}/2147483648`]) {
    const response = await app.inject(`/api/locations/${address}`)
    t.equal(response.statusCode, 404, address)
    t.equal(response.json().error, 'Resource not found', address)
  }
})
