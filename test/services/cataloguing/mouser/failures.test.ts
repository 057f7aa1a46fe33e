import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { found, json, mouserPart } from '../../../support/mouser-api.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { connect, durations, KEY, nothing, requests } from './set-up.ts'

const setUp = await connect(t)

t.test('a cache that is damaged or cannot be written to costs a request, nothing else', async (t) => {
  const { api, byNumber, folder, lines } = await setUp(t)
  api.answer = found(mouserPart('LM358DR'))
  await byNumber()
  for (const name of readdirSync(folder)) if (name.endsWith('.bin')) writeFileSync(join(folder, name), '{"parts": 5}')
  t.match(await byNumber(), { total_results: 1 })
  t.equal(api.requests.length, 2)
  rmSync(folder, { recursive: true })
  mkdirSync(join(folder, '..'), { recursive: true })
  writeFileSync(folder, '')
  t.match(await byNumber(), { total_results: 1, error: null })
  t.match(lines.join(''), 'an answer of Mouser was not cached')
})

t.test('what the API complains about is the error, and is not cached', async (t) => {
  const { api, byNumber, lines, folder } = await setUp(t)
  api.answer = json({
    Errors: [{ Id: 0, Code: 'Invalid', Message: `Invalid unique identifier ${KEY}.` }, { Message: 'Try later.' }, null],
    SearchResults: null,
  })
  const expected = { ...nothing, error: 'Invalid unique identifier ***.; Try later.; unknown error' }
  t.same(await byNumber(), expected)
  t.same(await byNumber(), expected)
  t.equal(api.requests.length, 2)
  t.equal(await requests('success'), 2, 'a body came')
  t.notMatch(lines.join(''), 'secret')
  t.notOk(readdirSync(join(folder, '..')).includes('downloads'))
})

t.test('answers that are odd or cut down give what they have', async (t) => {
  const { api, byNumber, lines } = await setUp(t)
  const cases: [string, unknown, object][] = [
    [
      'numbers in place of texts',
      { SearchResults: { NumberOfResult: '3', Parts: [mouserPart('A', { Min: 10, Mult: 5 })] } },
      { total_results: 3, error: null, parts: [{ Min: '10', Mult: '5' }] },
    ],
    ['no results', { Errors: [], SearchResults: null }, { ...nothing, error: null }],
    ['no parts', { Errors: null, SearchResults: { NumberOfResult: 0, Parts: null } }, { ...nothing, error: null }],
    ['nothing at all', {}, { ...nothing, error: null }],
    [
      'parts of other kinds',
      {
        SearchResults: {
          NumberOfResult: -1,
          Parts: [7, null, 'x', [], mouserPart('B', { Min: {} }), { ManufacturerPartNumber: 'C' }],
        },
      },
      { total_results: 0, parts: [{ ManufacturerPartNumber: 'C', Min: null }] },
    ],
    [
      'an object in place of the list',
      { SearchResults: { NumberOfResult: 1e99, Parts: { 0: mouserPart('A') } } },
      nothing,
    ],
    ['a list', [], { ...nothing, error: /not a search result/ }],
    ['null', null, { ...nothing, error: /not a search result/ }],
  ]
  for (const [name, body, expected] of cases) {
    api.answer = json(body)
    const result = await byNumber(name)
    t.match(result, expected, name)
    t.equal(result.parts.length, 'parts' in expected && Array.isArray(expected.parts) ? expected.parts.length : 0, name)
  }
  t.match(lines.join(''), /"skipped":5/)
  api.answer = json({
    Errors: [],
    SearchResults: { NumberOfResult: 900, Parts: Array(900).fill(mouserPart('A', { Description: 'x'.repeat(9000) })) },
  })
  const many = await byNumber('many')
  t.equal(many.parts.length, 50)
  t.equal(many.parts[0]?.Description?.length, 2000)
  api.answer = json('{}')
  await byNumber('nothing at all')
  t.equal(api.requests.filter(({ body }) => JSON.stringify(body).includes('nothing at all')).length, 2, 'not cached')
})

t.test('a server that fails or is overloaded is asked again, not before it wishes', async (t) => {
  const { api, byNumber } = await setUp(t)
  const times: number[] = []
  const timed =
    (status: number, headers = {}) =>
    (...args: Parameters<ReturnType<typeof json>>) => {
      times.push(performance.now())
      return json({ Message: 'no' }, { status, headers })(...args)
    }
  api.script.push(timed(500), timed(429, { 'retry-after': '1' }), (...args) => {
    times.push(performance.now())
    return found(mouserPart('LM358DR'))(...args)
  })
  t.match(await byNumber(), { total_results: 1, error: null })
  const [first = 0, second = 0, third = 0] = times
  t.ok(second - first < 900)
  t.ok(third - second >= 990, 'Retry-After')
  t.equal(await requests('success'), 1)
  t.equal(await durations(), 1)
  t.equal(await sampleValue('mouser_api_quota_remaining', { window: 'minute' }), 97, 'every attempt counts')

  api.answer = json('busy', { status: 503 })
  t.same(await byNumber('A'), { ...nothing, error: 'Mouser API request failed: HTTP status 503' })
  t.equal(api.requests.length, 6)
  api.answer = json('busy', { status: 429, headers: { 'retry-after': '3600' } })
  t.match(await byNumber('B'), { error: /HTTP status 429/ })
  t.equal(api.requests.length, 7, 'an hour is too long to wait')
  api.answer = json('busy', { status: 429, headers: { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() } })
  await byNumber('C')
  t.equal(api.requests.length, 8)
  t.equal(await requests('error'), 3)
})

t.test('other failures are final, and none of them shows the key', async (t) => {
  const { api, byNumber, lines, folder } = await setUp(t, { attempt: 300 })
  const failures: [string, typeof api.answer, RegExp][] = [
    ['refused', json('no', { status: 403 }), /^Mouser API request failed: HTTP status 403$/],
    ['redirected', json('', { status: 302, headers: { location: 'http://169.254.169.254/' } }), /HTTP status 302/],
    ['not JSON', json('<html>'), /the answer is not JSON/],
    [
      'cut off',
      (_request, response) =>
        void response.writeHead(200, { 'content-length': '900' }).write('{', () => response.destroy()),
      /broke off/,
    ],
    ['reset', (_request, response) => void response.destroy(), /broke off/],
    ['silent', () => {}, /no answer in time/],
    ['slow', (_request, response) => void response.writeHead(200).write('{'), /no answer in time/],
    [
      'endless',
      (_request, response) => {
        const chunk = Buffer.alloc(1 << 20, 32)
        const send = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.writeHead(200).on('drain', send)
        send()
      },
      /too large|no answer in time/,
    ],
  ]
  for (const [name, answer, expected] of failures) {
    api.answer = answer
    const { error, ...rest } = await byNumber(name)
    t.same(rest, nothing)
    t.match(error, expected, name)
  }
  t.equal(api.requests.length, failures.length, 'one request each')
  t.equal(await requests('error'), failures.length)
  t.equal(await durations(), failures.length)
  t.notMatch(lines.join(''), 'secret')
  t.notOk(readdirSync(join(folder, '..')).includes('downloads'), 'nothing was cached')
})

t.test('neither cache nor log knows the key', async (t) => {
  const { api, byNumber, folder, lines } = await setUp(t)
  api.answer = found(mouserPart('LM358DR'), { Min: [] })
  await byNumber()
  const kept = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')
  t.match(kept, `${api.baseUrl}/search/partnumber`)
  t.notMatch(kept + lines.join(''), 'secret')
})

t.test('a failure is told when the limit allows no further attempt', async (t) => {
  const { api, byNumber } = await setUp(t, { perMinute: 2 })
  api.answer = json('', { status: 500 })
  t.match(await byNumber(), { error: /HTTP status 500/ })
  t.equal(api.requests.length, 2)
  t.equal(await requests('error'), 1)
  t.equal(await requests('limited'), undefined)
})

t.test('a search ends when its task does, also while it waits', async (t) => {
  const { api, service } = await setUp(t)
  for (const answer of [() => {}, json('', { status: 429, headers: { 'retry-after': '20' } })]) {
    const controller = new AbortController()
    api.answer = (...args) => {
      answer(...args)
      setImmediate(() => controller.abort(new Error('cancelled')))
    }
    await t.rejects(service.searchByPartNumber('A', controller.signal), { message: 'cancelled' })
  }
  await t.rejects(service.searchByPartNumber('A', AbortSignal.abort(new Error('over'))), { message: 'over' })
  t.equal(api.requests.length, 2)
})
