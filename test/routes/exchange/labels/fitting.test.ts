import t from 'tap'
import { extractTextItems, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { drawing } from '../../../support/label-client.ts'
import { DENSITY, pagesOf, printed, readCodes } from '../../../support/read-label.ts'

const POINTS = 72 / 25.4
/** The smallest letters, in points, less what a PDF rounds. */
const READABLE = 1.4 * POINTS - 0.01

const app = await buildApp(t)

interface Fields {
  description: string
  manufacturer_code?: string
  package?: string
  voltage_rating?: string
}

async function addDescribed(key: string, fields: Fields): Promise<number> {
  const id = await addPart(app.db, key)
  await app.db.query(
    'update parts set description = $2, manufacturer_code = $3, package = $4, voltage_rating = $5 where key = $1',
    [key, fields.description, fields.manufacturer_code ?? null, fields.package ?? null, fields.voltage_rating ?? null],
  )
  return id
}

/** What labels in one file say, and the pieces of their texts. */
async function drawn(kind: string, ids: readonly string[], template: string) {
  const answer = await drawing(app, { items: ids.map((id) => ({ kind, id })), template })
  if (answer.statusCode !== 200) throw new Error(`${template}: ${answer.body}`)
  const document = await getDocumentProxy(new Uint8Array(answer.rawPayload))
  const [, , width = 0] = (await document.getPage(1)).view
  const { items } = await extractTextItems(document)
  const pages = (await pagesOf(answer.rawPayload)).text
  return { text: pages.join(' '), pages, pieces: items.flat().filter(({ str }) => str.trim() !== ''), width }
}

t.test('small labels keep the values of a part, its number and its package', async (t) => {
  await addDescribed('CAPC', {
    description: 'CAP CER 4.7UF 50V X7R 1206 soft termination, automotive',
    manufacturer_code: 'CGA5L3X7R1H475K160AE',
    package: '1206 (3216 Metric)',
    voltage_rating: '63 V',
  })
  await addDescribed('DIOD', {
    description: 'Schottky diode 40 V 3 A',
    manufacturer_code: 'SS34-E3/57T',
    package: 'DO-214AC (SMA)',
  })
  await addDescribed('MULT', {
    description: 'Multilayer AEC-Q200 automotive grade flexible termination capacitor 2.2 µF ±10 % 50 V X7R 1206',
    manufacturer_code: 'CGA5L3X7R1H475K160AE-WITH-A-LONG-ORDERING-NUMBER-0123456789',
  })
  await addDescribed('HALF', {
    description: '½ W ≤ 100 ppm/K ⌀ 3 mm × 5 µm with more words than a small label has room for, whatever they say',
  })
  const facts = [
    ['CAPC', '4.7UF', '50V', '1206', '63 V'],
    ['DIOD', '40 V', '3 A', 'SS34-E3/57T', 'DO-214AC'],
    ['MULT', '2.2 µF', '±10 %'],
    ['HALF', '½ W', '≤ 100 ppm/K', '3 mm', '5 µm'],
  ]
  for (const template of ['roll-25x12', 'tape-12', 'letter-4x20', 'a4-5x13', 'roll-62x29']) {
    const { text } = await drawn('part', ['CAPC', 'DIOD', 'MULT', 'HALF'], template)
    for (const fact of facts.flat()) t.match(text, fact, template)
    t.match(text.replaceAll(' ', ''), 'CGA5L3X7R1H475K160AE', `${template}: a number is whole`)
  }
})

t.test('a long number of a maker does not make all letters small', async (t) => {
  await addDescribed('LNUM', {
    description: 'Microcontroller, ARM Cortex-M4 with 168 MHz, 1 MB of flash and 192 KB of memory',
    manufacturer_code: 'STM32F407VGT6TR-XYZ-0123456789-ABCDEFGHIJ',
    package: 'LQFP-100',
  })
  for (const template of ['roll-62x29', 'roll-57x32']) {
    const { text, pieces } = await drawn('part', ['LNUM'], template)
    const least = Math.min(...pieces.map(({ fontSize }) => fontSize))
    t.ok(least >= 2 * POINTS - 0.01, `${template}: ${least / POINTS} mm`)
    t.match(text.replaceAll(/\s/g, ''), 'STM32F407VGT6TR-XYZ-0123456789-ABCDEFGHIJ')
    t.match(text, '192 KB of memory')
  }
  await addDescribed('LMCU', {
    description: 'ARM Cortex-M4 microcontroller with floating-point unit, 1 MB flash, 192 kB RAM, 168 MHz, LQFP-100',
    manufacturer_code: 'STM32F407VGT6TR-XYZ-0123456789-ABCDEFGHIJ',
    package: 'LQFP-100 (14x14 mm)',
    voltage_rating: '1.8 V … 3.6 V',
  })
  for (const template of ['roll-62x29', 'roll-62']) {
    const { text, pieces } = await drawn('part', ['LMCU'], template)
    const least = Math.min(...pieces.map(({ fontSize }) => fontSize))
    t.ok(least >= 1.7 * POINTS - 0.01, `${template}: ${least / POINTS} mm`)
    t.match(text, 'floating-point unit', `${template}: no word is left out for that`)
  }
})

t.test('a word that is longer than a line does not make all letters small', async (t) => {
  await addDescribed('WORD', {
    description: 'Widerstandsanordnungsnetzwerkgehäusebefestigungsschraubensortimentskastenbeschriftung M3x10',
    manufacturer_code: 'M3X10-SET',
  })
  for (const template of ['roll-62x29', 'roll-62', 'roll-57x32', 'roll-54x25']) {
    const { text, pieces } = await drawn('part', ['WORD'], template)
    const least = Math.min(...pieces.map(({ fontSize }) => fontSize))
    t.ok(least >= 2 * POINTS - 0.01, `${template}: ${least / POINTS} mm`)
    t.match(text.replaceAll(/[\s-]/g, ''), 'sortimentskastenbeschriftungM3x10', template)
  }
})

t.test('what belongs to one value stays together, and what is shortened ends in no comma', async (t) => {
  await addDescribed('ELCO', {
    description: 'Electrolytic capacitor 470 µF, radial, 105 °C, Ø 6.3 × 11 mm, RM 2.5 mm, low impedance, long life',
  })
  await addDescribed('STEP', {
    description: 'Step-down converter module with a potentiometer, 4.5 V … 36 V, blue',
  })
  for (const template of ['roll-25x12', 'tape-12', 'letter-4x20']) {
    const { text } = await drawn('part', ['ELCO', 'STEP'], template)
    const words = text.replaceAll(/\s+/g, ' ')
    t.notMatch(words, /[,;:·]…/, template)
    t.equal(words.includes('11 mm'), words.includes('Ø 6.3 × 11 mm'), `${template}: ${words}`)
    t.match(words, '4.5 V … 36 V', template)
  }
})

t.test('letters are never too small to be read, and what is cut says so', async (t) => {
  const kit = String(await addKit(app, 'Power supply with many outputs '.repeat(8).trim()))
  await addDescribed('LONG', { description: 'x'.repeat(240), manufacturer_code: '1N'.repeat(126) })
  for (const template of ['roll-25x12', 'letter-4x20', 'roll-62x29']) {
    const labels = [await drawn('kit', [kit], template), await drawn('part', ['LONG'], template)]
    for (const { text, pieces } of labels) {
      const least = Math.min(...pieces.map(({ fontSize }) => fontSize))
      t.ok(least >= READABLE, `${template}: ${least / POINTS} mm`)
      if (template === 'roll-25x12') t.match(text, '…')
    }
    t.match(labels[0]?.text, /^Power supply.*Kit \d/, template)
  }
})

t.test('signs that the font lacks are as wide as they are measured', async (t) => {
  await addDescribed('EMOJ', { description: '🔥 LED 🚀 red 👨‍👩‍👧 5 mm 🇩🇪 '.repeat(4) })
  await addDescribed('CHIN', { description: '贴片电阻 10kΩ ±1% 0603 厚膜电阻器 贴片电阻 贴片电阻' })
  for (const template of ['roll-25x12', 'tape-12', 'roll-57x32']) {
    const { text, pieces, width } = await drawn('part', ['EMOJ', 'CHIN'], template)
    const right = Math.max(...pieces.map((piece) => piece.x + piece.width))
    t.ok(right <= width - 0.9 * POINTS, `${template} ends at ${right} of ${width}`)
    t.match(text, '10kΩ ±1%')
  }
})

t.test('texts from the right are in their order', async (t) => {
  const box = await addBox(app.db, 2)
  const texts = { HEBR: 'שלום עולם טוב מאד 5V', ARAB: 'مقاومة 10 كيلو 22' }
  for (const [place, [key, description]] of Object.entries(texts).entries()) {
    await addStock(app.db, await addDescribed(key, { description }), box, place + 1, 7)
  }
  for (const { text, name } of [
    { ...(await drawn('part', Object.keys(texts), 'roll-62x29')), name: 'a roll' },
    { ...(await drawn('box', [String(box)], 'lid-a5')), name: 'a lid' },
    { ...(await drawn('box', [String(box)], 'inlay-a4')), name: 'an inlay' },
  ]) {
    for (const wanted of Object.values(texts)) t.match(text, wanted, name)
  }
})

t.test('all lines of a text have the direction that it begins with, and values stay whole', async (t) => {
  await addDescribed('BIDI', { description: 'مقاوم كربون 10 كيلو أوم 5% and עברית 47 kΩ' })
  const { text } = await drawn('part', ['BIDI'], 'roll-54x25')
  t.match(text.replaceAll('\u00a0', ' '), '47 kΩ עברית and 5%', 'the second line begins at the right, with 5%')
  // Where the value stands on a line with letters from the right, readers of PDF turn it round themselves.
  for (const template of ['roll-25x12', 'a4-5x13', 'letter-4x20']) {
    const small = await drawn('part', ['BIDI'], template)
    for (const value of ['5%', '47 kΩ']) t.match(small.text.replaceAll('\u00a0', ' '), value, template)
  }
})

t.test('a lid has a line for each part of a slot', async (t) => {
  const box = await addBox(app.db, 60)
  const keys = ['ABCD', 'RSTA', 'RSTB', 'RSTC', 'RSTD']
  for (const [place, key] of keys.entries()) {
    const id = await addDescribed(key, { description: `Resistor ${place + 1} kΩ 1 % 1/4 W metal film` })
    for (const slot of [3, 29]) await addStock(app.db, id, box, slot, 120 + place)
  }
  const { text, pages } = await drawn('box', [String(box)], 'lid-a5')
  for (const [place, key] of keys.entries()) {
    const line = new RegExp(`${key} ${120 + place}× Resistor ${place + 1} kΩ 1 % 1/4 W`, 'g')
    t.equal(text.match(line)?.length, 2, key)
  }
  t.match(pages[1], /^Box \d+ Box 2 \/ \d 29 RSTA/, 'a slot is named again where a page begins')
  t.match((await drawn('box', [String(box)], 'inlay-a4')).text, /ABCD \+4/)
})

t.test('a label that is too small for the address has the key alone', async (t) => {
  const host = 'inventory.a-rather-long-host-name-of-a-company.department.example.com'
  const behind = await buildApp(t, { settings: { baseurl: `https://${host}/tools/electronics/parts` } })
  await addPart(behind.db, 'AAAA')
  for (const [template, code] of [
    ['roll-25x12', 'AAAA'],
    ['tape-12', 'AAAA'],
    ['letter-4x20', 'AAAA'],
    ['roll-62x29', `HTTPS://${host.toUpperCase()}/tools/electronics/parts/P/AAAA`],
  ] as const) {
    const answer = await drawing(behind, { items: [{ kind: 'part', id: 'AAAA' }], template, format: 'svg' })
    t.strictSame(await readCodes(await printed(answer.body, DENSITY)), [code], template)
  }
})

t.test('one slot is one slot', async (t) => {
  const box = await addBox(app.db, 1)
  t.match((await drawn('box', [String(box)], 'roll-62x29')).text, /\b1 slot\b/)
})

t.test('no line of a label begins or ends with what separates two facts', async (t) => {
  await addDescribed('CAPD', {
    description: 'CAP CER 4.7UF 50V X7R 1206',
    manufacturer_code: 'CGA5L3X7R1H475K160AE',
    package: '1206 (3216 Metric)',
    voltage_rating: '63 V',
  })
  const ids = ['CAPD']
  await addDescribed('DIOE', {
    description: 'Diode',
    manufacturer_code: 'SS34-E3/57T',
    package: 'DO-214AC',
    voltage_rating: '40 V',
  })
  ids.push('DIOE')
  for (const template of ['roll-25x12', 'tape-12', 'roll-2x1in', 'roll-54x25', 'roll-57x32', 'roll-62x29', 'a4-5x13']) {
    const { pieces } = await drawn('part', ids, template)
    t.strictSame(
      pieces.map(({ str }) => str.trim()).filter((str) => /^·|·$/u.test(str)),
      [],
      template,
    )
  }
})
