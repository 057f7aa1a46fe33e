import { register } from 'prom-client'
import t from 'tap'
import { mouserTools } from '../../../../services/cataloguing/mouser/tools.ts'
import { KnownAddresses } from '../../../../services/work/ai-runner/known-addresses.ts'
import { found, mouserPart } from '../../../support/mouser-api.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { strictSchemaProblem } from '../../../support/strict-schema.ts'
import { connect, durations, ENCODED_KEY, nothing, requests } from './set-up.ts'

const setUp = await connect(t)

t.test('a search by number sends what the API wants and keeps ten fields of each part', async (t) => {
  const { api, byNumber } = await setUp(t)
  api.answer = found(mouserPart('LM358DR'))
  t.same(await byNumber(' LM358DR '), {
    parts: [
      {
        ManufacturerPartNumber: 'LM358DR',
        Manufacturer: 'Texas Instruments',
        Description: 'Operational Amplifiers - Op Amps Dual',
        ProductDetailUrl: 'https://www.mouser.example/ProductDetail/595-LM358DR',
        DataSheetUrl: 'https://datasheets.example/LM358DR.pdf',
        Category: 'Operational Amplifiers - Op Amps',
        LeadTime: '42 Days',
        LifecycleStatus: null,
        Min: '1',
        Mult: '1',
      },
    ],
    total_results: 1,
    error: null,
  })
  const [request] = api.requests
  t.equal(request?.url, `/api/v1/search/partnumber?apikey=${ENCODED_KEY}`)
  t.same(request?.body, { SearchByPartRequest: { mouserPartNumber: 'LM358DR', partSearchOptions: '' } })
  t.match(request?.headers, { 'content-type': 'application/json', 'user-agent': /^Mozilla/ })
  t.equal(await requests('success'), 1)
  t.equal(await durations(), 1)
  t.equal(await sampleValue('mouser_api_quota_remaining', { window: 'minute' }), 99)
  t.equal(await sampleValue('mouser_api_quota_remaining', { window: 'day' }), 999)
})

t.test('a search by keyword asks for a page', async (t) => {
  const { api, service, byKeyword } = await setUp(t)
  t.same(await byKeyword('dual op amp'), { ...nothing, error: null })
  await service.searchByKeyword('op amp', new AbortController().signal, { records: 50, startingRecord: 100 })
  t.same(
    api.requests.map(({ body }) => body.SearchByKeywordRequest),
    [
      { keyword: 'dual op amp', records: 10, startingRecord: 0 },
      { keyword: 'op amp', records: 50, startingRecord: 100 },
    ],
  )
  t.equal(await requests('success', 'keyword'), 2)
})

t.test('the same search is answered from the cache, in another process too', async (t) => {
  const { api, byNumber, byKeyword, createService } = await setUp(t)
  api.answer = found(mouserPart('LM358DR'))
  const first = await byNumber()
  t.same(await byNumber(), first)
  t.same(await createService(1).searchByPartNumber('LM358DR', new AbortController().signal), first)
  t.equal(api.requests.length, 1)
  t.equal(await requests('cached'), 2)
  t.equal(await durations(), 1, 'the cache has no duration')
  await byNumber('LM358D')
  await byKeyword('LM358DR')
  t.equal(api.requests.length, 3, 'other searches have other answers')
})

t.test('a search over our own limit says when to come again and sends nothing', async (t) => {
  const { api, byNumber } = await setUp(t, { perMinute: 2 })
  const results = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((number) => byNumber(number)))
  t.equal(api.requests.length, 2)
  const refused = results.filter(({ error }) => error !== null)
  t.equal(refused.length, 3)
  t.match(refused[0]?.error, /a minute is used up; try again in \d+ seconds/)
  t.equal(await requests('limited'), 3)
  t.equal(await requests('success'), 2)
  t.equal(await durations(), 2)
  t.equal(await sampleValue('mouser_api_quota_remaining', { window: 'minute' }), 0)
})

t.test('without a key nothing is sent, counted or offered', async (t) => {
  const { api, service, byNumber } = await setUp(t, { apiKey: '' })
  t.match(await byNumber(), { ...nothing, error: /not configured/ })
  t.same(api.requests, [])
  t.same(mouserTools(service), [])
  t.notOk((await register.metrics()).match(/^mouser_api_requests_total\{/m))
})

t.test('an empty text is an error without a request', async (t) => {
  const { api, byNumber, byKeyword } = await setUp(t)
  t.match(await byNumber('  '), { error: 'the part number is empty' })
  t.match(await byKeyword(''), { error: 'the keyword is empty' })
  t.same(api.requests, [])
})

t.test('the tools search for a model', async (t) => {
  const { api, service } = await setUp(t)
  api.answer = found(mouserPart('LM358DR'))
  const texts: string[] = []
  const progress = { sendProgressText: (text: string) => texts.push(text), sendProgressValue() {}, sendProgress() {} }
  const { signal } = new AbortController()
  const [byNumber, byKeyword] = mouserTools(service)
  t.match(await byNumber?.execute({ part_number: 'LM358DR' }, progress, signal, new KnownAddresses()), {
    total_results: 1,
    error: null,
  })
  t.match(await byKeyword?.execute({ keyword: 'dual op amp' }, progress, signal, new KnownAddresses()), {
    total_results: 1,
  })
  t.match(api.requests.at(-1)?.body, { SearchByKeywordRequest: { records: 50, startingRecord: 0 } })
  t.same(texts, ['Looking LM358DR up at Mouser', 'Searching Mouser for dual op amp'])
  for (const tool of mouserTools(service)) t.equal(strictSchemaProblem(tool.inputSchema), undefined, tool.name)
  t.same(
    mouserTools(service).map(({ name }) => name),
    ['search_mouser_by_part_number', 'search_mouser_by_keyword'],
  )
})
