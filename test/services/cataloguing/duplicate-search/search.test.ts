import { register } from 'prom-client'
import t from 'tap'
import { findCandidates } from '../../../../services/cataloguing/duplicate-search/candidate-search.ts'
import { DuplicateSearchService } from '../../../../services/cataloguing/duplicate-search/duplicate-search-service.ts'
import { findDuplicatesTool } from '../../../../services/cataloguing/duplicate-search/tools.ts'
import { KnownAddresses } from '../../../../services/work/ai-runner/known-addresses.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer, failure, silent } from '../../../support/model-api-replies.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { strictSchemaProblem } from '../../../support/strict-schema.ts'

interface PartFields {
  manufacturerCode?: string
  manufacturer?: string
  package?: string
  series?: string
  tags?: string[]
  voltageRating?: string
}

const api = await startModelApi(t)
const app = await buildApp(t, { settings: api.settings })
t.beforeEach(async () => {
  await app.db.query('delete from parts')
  api.reset()
  register.resetMetrics()
})

const add = async (description: string, fields: PartFields = {}) =>
  (await app.parts.create({ description, ...fields })).key
/** The service of an installation without a model. */
const withoutModel = new DuplicateSearchService({ db: app.db, log: app.log, ai: { runner: null, reason: 'no key' } })
const find = (search: string, service = app.duplicateSearch) => service.find(search, new AbortController().signal)

const outcomes = (outcome: string) => sampleValue('ai_duplicate_search_requests_total', { outcome })
const durations = () => sampleValue('ai_duplicate_search_duration_seconds_count')
const dumpSize = () => sampleValue('ai_duplicate_search_parts_dump_size')
const found = (confidence: string, what: 'count' | 'sum' = 'sum') =>
  sampleValue(`ai_duplicate_search_matches_found_${what}`, { confidence })

const LM358 = { manufacturerCode: 'LM358DR', manufacturer: 'Texas Instruments', package: 'SOIC-8', series: 'LM358' }
const SEARCH = 'TI LM358D dual operational amplifier SOIC-8'

t.test('an empty inventory is told apart from a search that finds nothing', async (t) => {
  t.same(await find(SEARCH), [])
  t.equal(await outcomes('empty'), 1)
  t.equal(await dumpSize(), 0)
  t.equal(await found('total', 'count'), undefined)

  await add('M3 screw')
  t.same(await find(SEARCH), [])
  t.same(await find('   '), [])
  t.equal(await outcomes('success'), 2)
  t.equal(await found('total', 'count'), 2)
  t.equal(await found('total'), 0)
  t.equal(await durations(), 3)
  t.same(api.requests, [], 'nothing for a model to judge')
})

t.test('the database narrows, the model judges', async (t) => {
  const key = await add('Dual operational amplifier', { ...LM358, tags: ['analog'], voltageRating: '32V' })
  const other = await add('LM324 quad operational amplifier DIP-14', { manufacturerCode: 'LM324N' })
  await add('M3 screw')
  await app.types.create('Operational Amplifier')
  const [type] = await app.types.list()
  await app.db.query(`update parts set type_id = $1 where key = $2`, [type?.id, key])
  api.reply(
    answer({
      matches: [
        { part_key: other, confidence: 'medium', reasoning: ' Same family.\u0000 ' },
        { part_key: key, confidence: 'medium', reasoning: 'Looks alike.' },
        { part_key: 'ZZZZ', confidence: 'high', reasoning: 'Invented.' },
        { part_key: key, confidence: 'high', reasoning: 'Number and maker agree.' },
        { part_key: key, confidence: 'medium', reasoning: 'Again.' },
      ],
    }),
  )
  t.same(await find(SEARCH), [
    { part_key: other, confidence: 'medium', reasoning: 'Same family.' },
    { part_key: key, confidence: 'high', reasoning: 'Number and maker agree.' },
  ])
  const [request] = api.requests
  t.equal(api.requests.length, 1)
  t.notOk(request?.body.stream)
  t.same(request?.body.tools ?? [], [], 'neither functions nor the web')
  t.match(JSON.stringify(request?.body.input[1]), SEARCH)
  const prompt = String(JSON.stringify(request?.body.input[0]))
  t.match(prompt, 'LM358DR')
  t.notMatch(prompt, 'screw')

  const { candidates } = await findCandidates(app.db, SEARCH)
  t.same(candidates[0]?.part, {
    key,
    manufacturer_code: 'LM358DR',
    type_name: type?.name,
    description: 'Dual operational amplifier',
    tags: ['analog'],
    manufacturer: 'Texas Instruments',
    package: 'SOIC-8',
    series: 'LM358',
    voltage_rating: '32V',
    pin_count: null,
    pin_pitch: null,
  })
  t.match(candidates[0]?.reason, /part number LM358DR is the same.*maker Texas Instruments/)
  t.equal(await dumpSize(), candidates.length)
  t.equal(await outcomes('success'), 1)
  t.equal(await found('total'), 2)
  t.equal(await found('high'), 1)
  t.equal(await found('medium'), 1)
})

t.test('without a model the database answers', async (t) => {
  const key = await add('Dual operational amplifier', LM358)
  const variant = await add('LM358P dual operational amplifier DIP-8', {
    manufacturerCode: 'LM358P',
    manufacturer: 'TI',
  })
  const secondSource = await add('LM358D dual operational amplifier', {
    manufacturerCode: 'LM358D',
    manufacturer: 'ST',
  })
  const unknownMaker = await add('Op amp', { manufacturerCode: 'lm358-d', manufacturer: 'Generic' })
  await add('M3 screw')
  const matches = await find(SEARCH, withoutModel)
  const confidences = Object.fromEntries(matches.map(({ part_key, confidence }) => [part_key, confidence]))
  t.same(confidences, { [key]: 'high', [unknownMaker]: 'high', [variant]: 'medium', [secondSource]: 'medium' })
  t.match(matches.find(({ part_key }) => part_key === secondSource)?.reasoning, /the maker ST is another one/)
  t.equal(await outcomes('success'), 1)
  t.equal(await found('high'), 2)
  t.equal(await found('medium'), 2)
})

t.test('a model that fails leaves the answer to the database', async (t) => {
  const key = await add('Dual operational amplifier', LM358)
  const expected = [{ part_key: key, confidence: 'high' as const }]
  api.reply(failure(400))
  t.match(await find(SEARCH), expected)
  t.equal(await outcomes('error'), 1)
  api.reply(answer({ matches: [{ part_key: key, confidence: 'certain', reasoning: '' }] }))
  t.match(await find(SEARCH), expected)
  api.reply(answer({ duplicates: [] }))
  t.match(await find(SEARCH), expected)
  t.equal(await outcomes('validation_error'), 2)
  t.equal(await found('total', 'count'), undefined, 'only what succeeds is measured')
  t.equal(await durations(), 3)
  api.reply(answer({ matches: [] }))
  t.same(await find(SEARCH), [], 'the model has the last word')
  t.equal(await found('total', 'count'), 1)
})

t.test('a search ends with its task', async (t) => {
  await add('Dual operational amplifier', LM358)
  const controller = new AbortController()
  api.reply(silent)
  const search = app.duplicateSearch.find(SEARCH, controller.signal)
  await api.untilRequests(1)
  controller.abort(new Error('cancelled'))
  await t.rejects(search, { message: 'cancelled' })
  t.equal(await outcomes('error'), 1)
  t.equal(await durations(), 1)
  await t.rejects(app.duplicateSearch.find(SEARCH, AbortSignal.abort(new Error('over'))), { message: 'over' })
})

t.test('the tool answers a model, and a database that fails is no reason to stop', async (t) => {
  const key = await add('Dual operational amplifier', LM358)
  const tool = findDuplicatesTool(withoutModel)
  t.equal(tool.name, 'find_duplicates')
  t.equal(strictSchemaProblem(tool.inputSchema), undefined)
  const texts: string[] = []
  const progress = { sendProgressText: (text: string) => texts.push(text), sendProgressValue() {}, sendProgress() {} }
  const { signal } = new AbortController()
  t.match(await tool.execute({ search: SEARCH }, progress, signal, new KnownAddresses()), {
    matches: [{ part_key: key, confidence: 'high' }],
  })
  t.equal(texts.length, 1)
  await app.db.query('alter table parts rename to hidden_parts')
  t.same(await tool.execute({ search: SEARCH }, progress, signal, new KnownAddresses()), { matches: [] })
  await app.db.query('alter table hidden_parts rename to parts')
  t.equal(await outcomes('error'), 1)
})
