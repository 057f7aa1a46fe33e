import t from 'tap'
import { badTextBodies, findAccepted, missingFields } from '../../support/bad-requests.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox } from '../../support/inventory-rows.ts'

const app = await buildApp(t)
const boxNo = await addBox(app.db, 5, 'Untouched')
const good = { description: 'Box', capacity: 5 }
const endpoints = [
  { method: 'POST', url: '/api/boxes' },
  { method: 'PUT', url: `/api/boxes/${boxNo}` },
] as const

const everything = () =>
  app.db.query(`select b.*, (select count(*) from locations l where l.box_id = b.id) from boxes b order by b.id`)

for (const endpoint of endpoints) {
  t.test(`${endpoint.method} refuses bad input and changes nothing`, async (t) => {
    const before = await everything()
    const capacities = [
      [0, 'must be at least 1'],
      [-5, 'must be at least 1'],
      [1001, 'must be at most 1000'],
      [2 ** 31, 'must be at most 1000'],
      [1e300, 'must be at most 1000'],
      [1.5, 'must be an integer'],
      ['1.5', 'must be an integer'],
      ['many', 'must be an integer'],
      ['', 'must be an integer'],
      [true, 'must be an integer'],
      [null, 'must be an integer'],
      [[5], 'must be an integer'],
      [{}, 'must be an integer'],
    ].map(([capacity, complaint]) => ({
      what: `capacity ${JSON.stringify(capacity)}`,
      request: { ...endpoint, payload: { ...good, capacity } },
      error: `capacity ${complaint}`,
    }))
    const requests = [
      ...badTextBodies(endpoint, good, [{ name: 'description', max: 255 }]),
      ...missingFields(endpoint, good),
      ...capacities,
    ]
    t.strictSame(await findAccepted(app, requests), [])
    t.strictSame(await everything(), before)
  })
}

t.test('a refusal lists every wrong field', async (t) => {
  const payload = { description: '', capacity: 0 }
  const response = await app.inject({
    method: 'POST',
    url: '/api/boxes',
    payload,
    headers: { 'x-request-id': 'box-1' },
  })
  t.equal(response.statusCode, 400)
  t.match(response.json(), {
    error: 'description must not be empty',
    details: {
      field: 'description',
      errors: [
        { field: 'description', message: 'must not be empty' },
        { field: 'capacity', message: 'must be at least 1' },
      ],
    },
    correlationId: 'box-1',
  })
})

t.test('a description has 255 characters at most, as people count them', async (t) => {
  const payload = { description: '🔩'.repeat(255), capacity: 1 }
  const response = await app.inject({ method: 'POST', url: '/api/boxes', payload })
  t.equal(response.statusCode, 201)
  t.equal(response.json().description, payload.description)
})

t.test('an unknown box is not found', async (t) => {
  for (const request of [
    { method: 'GET', url: '/api/boxes/999' },
    { method: 'GET', url: '/api/boxes/0' },
    { method: 'PUT', url: '/api/boxes/999', payload: good },
    { method: 'DELETE', url: '/api/boxes/999' },
    { method: 'GET', url: '/api/boxes/999/usage' },
    { method: 'GET', url: '/api/boxes/999/locations' },
    { method: 'GET', url: '/api/boxes/999/locations?include_parts=true' },
  ] as const) {
    const response = await app.inject(request)
    t.equal(response.statusCode, 404, request.url)
    t.match(response.json(), { error: /^Box (999|0) was not found$/, code: 'RECORD_NOT_FOUND' })
  }
})

t.test('a box number that no box can have is no route', async (t) => {
  for (const boxNumber of ['abc', '-1', '1.5', '2147483648', '99999999999999999999', '1%00', '+1', '0x1']) {
    for (const path of [boxNumber, `${boxNumber}/usage`, `${boxNumber}/locations`]) {
      const response = await app.inject(`/api/boxes/${path}`)
      t.equal(response.statusCode, 404, path)
      t.equal(response.json().error, 'Resource not found', path)
    }
  }
  t.equal((await app.inject('/api/boxes/')).statusCode, 404)
  t.equal((await app.inject('/api/utils')).statusCode, 404)
})

t.test('a method that a path does not have is named as such', async (t) => {
  const response = await app.inject({ method: 'PATCH', url: `/api/boxes/${boxNo}` })
  t.equal(response.statusCode, 405)
  t.equal(response.json().error, 'Method not allowed')
  t.equal(response.headers.allow, 'GET, HEAD, PUT, DELETE')
})

t.test('a deletion may carry a content type without a body', async (t) => {
  const spare = await addBox(app.db, 1)
  const headers = { 'content-type': 'application/json' }
  const response = await app.inject({ method: 'DELETE', url: `/api/boxes/${spare}`, headers })
  t.equal(response.statusCode, 204)
  t.equal(response.body, '')
})
