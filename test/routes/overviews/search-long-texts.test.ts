import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { documentOf } from '../../../services/catalogue/search-rules/document/search-document.ts'
import { buildApp } from '../../support/build-app.ts'
import { repeated } from '../../support/repeated.ts'
import { columnsOf } from '../../support/search-catalogue/reference-search.ts'

const LONGEST = 50_000

interface Match {
  field: string
  ranges: [number, number][]
}

/** A text as long as one may be, with a piece somewhere in it. */
function longText(piece: string, place: number, filler: string): string {
  const before = filler.repeat(place).slice(0, place - (place % filler.length))
  const text = `${before} ${piece} `
  return text + filler.repeat(Math.floor((LONGEST - text.length) / filler.length))
}

function marked(text: string, matched: readonly Match[]): string[] {
  return matched.flatMap(({ field, ranges }) =>
    field === 'description' ? ranges.map(([start, end]) => text.slice(start, end)) : [],
  )
}

async function hitsOf(app: FastifyInstance, q: string, path = 'search') {
  const answer = await app.inject({ url: `/api/parts/${path}`, query: { q, limit: '20' } })
  return answer.json()
}

t.test('says where terms match in a text of any length', async (t) => {
  const app = await buildApp(t)
  const cases: [q: string, piece: string, expected: string][] = [
    ['zorgblat', 'Zörgblat', 'Zörgblat'],
    ['zorg', 'zorgblat', 'zorgblat'],
    ['logiclevel', 'logic-level', 'logic-level'],
    ['"hex inverter"', 'a hex inverter', 'hex+inverter'],
    ['47k', '0,047 MΩ', '0,047 MΩ'],
    ['0R47', 'R47', 'R47'],
    ['¼W', '0.25 W', '0.25 W'],
    ['0603', '0603', '0603'],
    ['sop8', 'SOIC-8', 'SOIC-8'],
    ['LM317', 'an LM 317 T', 'LM 317'],
    ['8-pin', '8 pins', '8 pins'],
  ]
  const fillers = ['lorem ipsum dolor, ', 'größe – Maß ', '😀ab ']
  for (const [place, [q, piece, expected]] of cases.entries()) {
    // Each with one of them; `REPEAT=3` takes all.
    for (let n = 0; n < Math.min(repeated(1), fillers.length); n++) {
      const filler = fillers[(place + n) % fillers.length] ?? ''
      const description = longText(piece, 31_234, filler)
      const { key } = await app.parts.create({ description })
      const { items } = await hitsOf(app, q)
      const hit = items.find(({ part }: { part: { key: string } }) => part.key === key)
      t.ok(hit, `${q} finds ${piece}`)
      t.equal(hit?.part.description, description, 'the part is shown as it is')
      const all = (hit?.matched ?? []).map((match: Match) => marked(description, [match]).join('+'))
      t.ok(all.includes(expected), `${q} shows ${expected} and not only ${all.join(', ')}`)
      await app.parts.delete(key)
    }
  }
})

t.test('looks for places in long texts rather than read them', async (t) => {
  const app = await buildApp(t)
  const filler = 'lorem 4k7 ipsum 0603 SO-8 100nF 8 pin LM317T '
  const description = longText('zorgblat', 40_000, filler)
  for (let part = 0; part < 12; part++)
    await app.parts.create({ description: description.replace('lorem', `l${part}`) })
  await hitsOf(app, 'zorgblat')
  // Processor time, so that other work on the machine does not count.
  const spent = async (work: () => unknown) => {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const reading = await spent(() => {
    for (let part = 0; part < 12; part++) {
      documentOf(
        columnsOf({ key: 'AAAA', type: '', manufacturer: '', description: description.replace('lorem', `m${part}`) }),
      )
    }
  })
  let answer: { items: { matched: Match[] }[] } = { items: [] }
  const searching = await spent(async () => {
    answer = await hitsOf(app, 'zorgblat')
  })
  t.equal(answer.items.length, 12)
  for (const { matched } of answer.items) t.equal(matched.length, 1)
  t.ok(searching < reading / 2, `${searching} µs against ${reading} µs`)
})

t.test('suggestions show the piece of a long description in which the match is', async (t) => {
  const app = await buildApp(t)
  const far = longText('zorgblat', 31_234, 'lorem ipsum ')
  const early = longText('zorgblat', 10, '😀 ')
  const late = `${'x '.repeat(24_990)}zorgblat`
  for (const description of [far, early, late]) await app.parts.create({ description })
  const { parts } = await hitsOf(app, 'zorgb', 'suggestions')
  t.equal(parts.length, 3)
  for (const { description, matched } of parts) {
    t.ok(description.length <= 300)
    t.equal(description, description.toWellFormed())
    t.strictSame(marked(description, matched), ['zorgblat'])
  }
  t.match(parts[0].description, /^….*zorgblat$/s)
  t.match(parts[1].description, /^😀.*zorgblat.*…$/su)
  t.match(parts[2].description, /^….*zorgblat.*…$/s)
  const { key } = await app.parts.create({ description: far.replace('zorgblat', 'gizmo'), manufacturerCode: 'QQ1234' })
  const byNumber = (await hitsOf(app, 'QQ1234', 'suggestions')).parts[0]
  t.equal(byNumber.key, key)
  t.equal(byNumber.description, `${far.slice(0, 299)}…`, 'without a match in it, its beginning')
})
