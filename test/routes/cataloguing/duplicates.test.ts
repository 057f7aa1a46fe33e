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

t.test('in a small inventory, parts of one type with short texts are no duplicates of each other', async (t) => {
  const groups: Record<string, (string | { description: string; pin_count: number })[]> = {
    Resistor: ['10 kΩ', '4.7 kΩ', '220R 1/4W 5%', '330R 1/4W 5%', 'Network', 'Light dependent'],
    Capacitor: ['100uF electrolytic', '470uF electrolytic'],
    LED: ['Red 5 mm', 'Green 5 mm', 'Infrared 5 mm', 'Red 3 mm'],
    'Pin header': ['1x6 pin header', '1x8 pin header', '2x6'],
    Connector: [
      'USB-C receptacle',
      'USB-A receptacle',
      { description: 'JST PH', pin_count: 2 },
      { description: 'JST PH', pin_count: 3 },
    ],
    Screw: ['M3x10', 'M3x16'],
    'Integrated circuit': ['Timer', 'Audio amplifier', 'Operational amplifier'],
    Diode: ['Zener 5.1 V', 'Zener 3.3 V', '1N4148', '1N4007'],
    Relay: ['5 V', '12 V'],
    'Power supply': ['5 V 2 A', '12 V 2 A'],
    Switch: ['Toggle SPDT', 'Toggle DPDT'],
    Fuse: ['1 A slow', '2 A slow'],
    Transistor: ['TO-92 NPN', 'TO-92 PNP'],
  }
  const described = new Map<string, string>()
  for (const [name, texts] of Object.entries(groups)) {
    const type_id = await addType(app.db, name)
    for (const text of texts) {
      const fields = typeof text === 'string' ? { description: text } : text
      described.set(await add({ ...fields, type_id }), `${name}: ${JSON.stringify(text)}`)
    }
  }
  for (const [key, text] of described) {
    const found = (await ofPart(key)).json().map((each: { part_key: string }) => described.get(each.part_key))
    t.same(found, [], text)
  }
})

t.test('the same part in other words is still found, whatever its type is called', async (t) => {
  const type_id = await addType(app.db, 'Crystal oscillator')
  const kept = await add({ description: 'Ceramic resonator 8 MHz, three pins, through hole', type_id, pin_count: 3 })
  for (const draft of [
    { description: 'Resonator 8 MHz ceramic, through hole', type_id },
    { description: '8MHz ceramic resonator TH three pins', type_id: null, pin_count: 3 },
  ]) {
    const keys = (await ofDraft(draft)).json().map(({ part_key }: { part_key: string }) => part_key)
    t.same(keys, [kept], draft.description)
  }
  t.same((await ofDraft({ description: 'Ceramic resonator 16 MHz, through hole', type_id })).json(), [])
})

t.test('a number that is written with blanks is one number', async (t) => {
  const keys = new Map<string, string>()
  for (const number of ['IRLZ44N', '2N7002', 'ATmega328P-PU', 'SN74HC595N', 'SN74HC00N', 'EC11E15244B2', 'TL431ACLP']) {
    keys.set(number, await add({ description: `Part ${number.length}`, manufacturer_code: number }))
  }
  for (const [written, number] of [
    ['irlz 44 n', 'IRLZ44N'],
    ['ＩＲＬＺ４４Ｎ', 'IRLZ44N'],
    ['2 n 7002', '2N7002'],
    ['atmega 328 p pu', 'ATmega328P-PU'],
    ['SN 74 HC 595 N', 'SN74HC595N'],
    ['sn 74 hc 595 n', 'SN74HC595N'],
    ['EC 11 E 15244 B2', 'EC11E15244B2'],
    ['tl 431 aclp', 'TL431ACLP'],
  ] as const) {
    const [best] = (await ofDraft({ manufacturer_code: written })).json()
    t.match(best, { part_key: keys.get(number), confidence: 'high' }, written)
    const stored = await add({ description: 'Another one', manufacturer_code: written })
    t.match((await ofPart(stored)).json()[0], { part_key: keys.get(number), confidence: 'high' }, `${written}, stored`)
    await app.inject({ method: 'DELETE', url: `/api/parts/${stored}` })
  }
})

t.test('the same description of the same type is a candidate, whatever else only one of the two says', async (t) => {
  const computer = await addType(app.db, 'Single-board computer')
  const supply = await addType(app.db, 'AC adapter')
  const full = {
    description: 'Single-board computer, 4 GB',
    manufacturer: 'Raspberry Pi',
    manufacturer_code: 'SC0194(9)',
    type_id: computer,
    package: 'Board',
    series: 'Raspberry Pi 4',
  }
  const key = await add(full)
  const found = async (draft: object) =>
    (await ofDraft(draft)).json().map(({ part_key }: { part_key: string }) => part_key)
  for (const draft of [
    { description: full.description, type_id: computer },
    { description: full.description },
    { description: ' 4 GB single-board computer', type_id: computer },
    { description: full.description, manufacturer: 'Raspberry Pi', type_id: computer },
  ]) {
    t.ok((await found(draft)).includes(key), JSON.stringify(draft))
  }
  for (const other of [
    { description: 'Single-board computer, 8 GB', type_id: computer },
    { description: full.description, type_id: supply },
    { description: full.description, manufacturer_code: 'ROCK-4C-PLUS', type_id: computer },
  ]) {
    t.notOk((await found(other)).includes(key), JSON.stringify(other))
  }
  for (const description of ['電源', 'Блок питания', 'ab', '5V']) {
    const kept = await add({ description })
    const twin = await add({ description })
    t.same((await ofPart(twin)).json()[0]?.part_key, kept, description)
    t.ok((await found({ description, type_id: supply })).includes(kept), `${description} as a draft`)
  }
})
