import t from 'tap'
import { finds } from '../../../support/search-catalogue/finding.ts'

t.test('finds threads with and without the length of the screw, never another one', async (t) => {
  const spellings = ['M3x12', 'M3 x 12', 'M3×12 mm', 'm3 x 12mm', 'M3 x 12 mm']
  for (const q of [...spellings, 'M3', 'm3 12mm', '12mm'])
    for (const description of spellings) t.ok(finds(q, { description }), `${q} in ${description}`)
  for (const q of ['M2,5', 'M2.5', 'm2,5 x 8', 'M2.5x8'])
    for (const description of ['M2,5 × 8 mm', 'Screw M2.5x8 Torx'])
      t.ok(finds(q, { description }), `${q} in ${description}`)
  for (const q of ['M3x1', 'M3x120', 'M3 x 20', 'M12', 'M1', '120mm', 'M2', 'M30'])
    t.notOk(finds(q, { description: 'Screw M3x12 and M2.5 × 8 mm' }), q)
  t.notOk(finds('22mm', { description: 'strip M20x22-4' }), 'a number is no thread')
})

t.test('finds gauges of wires however they are written', async (t) => {
  const spellings = ['AWG22', '22AWG', '22 AWG', 'AWG 22', 'awg-22']
  for (const q of spellings)
    for (const description of spellings)
      t.ok(finds(q, { description: `wire ${description} red` }), `${q} in ${description}`)
  for (const q of spellings) t.notOk(finds(q, { description: 'wire AWG24' }), q)
})

t.test('takes a number together with what it counts', async (t) => {
  for (const q of ['16 bit', '16-bit', '16bit']) {
    t.ok(finds(q, { description: '16-bit ADC' }), q)
    t.notOk(finds(q, { description: '24-bit ADC', package: 'SOIC-16' }), `${q} in 24-bit`)
  }
})
