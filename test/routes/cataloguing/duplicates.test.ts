import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addType } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'

const app = await buildApp(t)
const add = async (fields: object): Promise<string> => {
  const answer = await app.inject({ method: 'POST', url: '/api/parts', payload: fields })
  return answer.json().key
}
const ofDraft = (payload: object) => app.inject({ method: 'POST', url: '/api/parts/duplicates', payload })
const ofPart = (key: string) => app.inject(`/api/parts/${key}/duplicates`)

const opAmp = await addType(app.db, 'Operational Amplifier')
const lm358 = await add({
  description: 'Dual operational amplifier',
  manufacturer: 'Texas Instruments',
  manufacturer_code: 'LM358DR',
  type_id: opAmp,
  package: 'SOIC-8',
})
const twin = await add({ description: 'Op amp, dual', manufacturer: 'TI', manufacturer_code: 'LM 358 DR', tags: [] })
const resistor = await add({ description: 'Resistor 4.7 kΩ 1 % 0805', manufacturer_code: 'RC0805FR-074K7L' })
await add({ description: 'Blue enclosure with feet' })

t.test('the same part stored twice finds its twin and not itself, without a model', async (t) => {
  const found = await metricValue('part_duplicate_lookups_total', { has_results: 'true' })
  const answer = await ofPart(lm358)
  t.equal(answer.statusCode, 200)
  const [best] = answer.json()
  t.match(best, {
    part_key: twin,
    description: 'Op amp, dual',
    manufacturer_code: 'LM 358 DR',
    manufacturer: 'TI',
    type_name: null,
    package: null,
    confidence: 'high',
    reasoning: /./,
  })
  t.ok(best.score > 0.6 && best.score <= 1)
  t.notOk(answer.json().some(({ part_key }: { part_key: string }) => part_key === lm358 || part_key === resistor))
  t.equal((await ofPart(twin)).json()[0].part_key, lm358, 'both ways')
  t.equal((await metricValue('part_duplicate_lookups_total', { has_results: 'true' })) - found, 2)
  const none = await metricValue('part_duplicate_lookups_total', { has_results: 'false' })
  t.same((await ofPart(resistor)).json(), [])
  t.equal((await metricValue('part_duplicate_lookups_total', { has_results: 'false' })) - none, 1)
  t.match((await ofPart('ZZZZ')).json(), { error: 'Part ZZZZ was not found', code: 'RECORD_NOT_FOUND' })
})

t.test('a part that is not stored yet finds what is there, by whatever is known of it', async (t) => {
  const before = (await app.inject('/api/parts')).json().length
  for (const [draft, key] of [
    [{ manufacturer_code: 'rc0805fr074k7l' }, resistor],
    [{ description: 'RC0805FR-074K7L', manufacturer: null, tags: null, type_id: null }, resistor],
    [{ manufacturer_code: 'LM358DR', manufacturer: 'Texas Instruments', type_id: opAmp, pin_count: 8 }, lm358],
    [{ manufacturer_code: 'LM358DR', description: null, type_id: 999 }, lm358],
  ] as const) {
    const answer = await ofDraft(draft)
    t.equal(answer.statusCode, 200, JSON.stringify(draft))
    const keys = answer.json().map(({ part_key }: { part_key: string }) => part_key)
    t.ok(keys.includes(key), `${JSON.stringify(draft)} finds it`)
  }
  t.same((await ofDraft({ description: 'Stepper motor NEMA 17' })).json(), [])
  for (const nothing of [{}, { description: '  ' }, { tags: [], manufacturer: null }]) {
    t.match((await ofDraft(nothing)).json(), { code: 'VALIDATION_FAILED' }, JSON.stringify(nothing))
  }
  t.equal((await ofDraft({ manufacturer_code: 5 })).statusCode, 400)
  t.equal((await app.inject('/api/parts')).json().length, before, 'nothing is stored')
  t.equal((await app.inject('/api/parts/duplicates')).statusCode, 405, 'no part of this key')
})
