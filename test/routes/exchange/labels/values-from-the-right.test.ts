import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { drawnLinesOf } from '../../../support/drawn-lines.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { drawing } from '../../../support/label-client.ts'

const app = await buildApp(t)

async function addDescribed(key: string, description: string): Promise<void> {
  await addPart(app.db, key)
  await app.db.query('update parts set description = $2 where key = $1', [key, description])
}

t.test('a value between letters from the right is drawn in its own order, in one line', async (t) => {
  const values =
    '47 kΩ|5%|±5%|±10 %|-5 V|+12 V|−40 °C|-5 V … +12 V|5 V … 36 V|10-20 mA|3/4 W|4,7 µF/16 V|(3216 Metric)|X7R|C++|1N4148-T|DO-214AC' +
    '|2N7002|≤ 100 ppm/K|Ø 6.3 × 11 mm|2.5"|Uno R3'
  const around = [
    ['H', 'קבל', 'טוב'],
    ['A', 'مكثف', 'طويل'],
    ['L', 'Part مكثف', 'טוב'],
  ] as const
  const wanted: { key: string; value: string; description: string }[] = []
  for (const [place, value] of values.split('|').entries()) {
    for (const [script, before, behind] of around) {
      const key = `${script}VA${String.fromCharCode(65 + place)}`
      const description = `${before} ${value} ${behind}`
      await addDescribed(key, description)
      wanted.push({ key, value, description })
    }
  }
  for (const template of ['roll-62x29', 'roll-54x25']) {
    const items = wanted.map(({ key }) => ({ kind: 'part', id: key }))
    const pages = await drawnLinesOf((await drawing(app, { items, template })).rawPayload)
    for (const [place, { value, description }] of wanted.entries()) {
      const lines = pages[place] ?? []
      t.ok(
        lines.some((line) => line.includes(value)),
        `${template}, ${description}: ${lines.join(' | ')}`,
      )
    }
  }
})

t.test('many values in a text from the right are each drawn in one line', async (t) => {
  const texts = {
    'מאוד קבל -5 V … +12 V (1206) 4,7 µF/16 V': ['-5 V … +12 V', '(1206)', '4,7 µF/16 V'],
    'مكثف سيراميك 4.7 µF ±10 % 50 V (3216 Metric) X7R طويل': ['4.7 µF', '±10 %', '50 V', '(3216 Metric)', 'X7R'],
    'a4.7 µF قيمة 10-20 mA 3/4 W': ['a4.7 µF', '10-20 mA', '3/4 W'],
    'נגד ב-5V ו-"X7R" (בטוח 12V) 47 kΩ, ±5%.': ['5V', 'X7R', '12V', '47 kΩ', '±5%'],
  }
  for (const [place, [description, values]] of Object.entries(texts).entries()) {
    const id = `MAN${String.fromCharCode(65 + place)}`
    await addDescribed(id, description)
    for (const template of ['roll-62x29', 'roll-54x25', 'roll-2x1in', 'a4-5x13']) {
      const answer = await drawing(app, { items: [{ kind: 'part', id }], template })
      const lines = (await drawnLinesOf(answer.rawPayload)).flat()
      for (const value of values) {
        t.ok(
          lines.some((line) => line.includes(value)),
          `${template}, ${value}: ${lines.join(' | ')}`,
        )
      }
      if (description.includes('ב-'))
        t.notMatch(lines.join(' '), '-5V', `${template}: a hyphen behind a letter is no minus`)
    }
  }
})
