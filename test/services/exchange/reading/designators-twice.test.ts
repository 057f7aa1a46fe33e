import t from 'tap'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'

const NAMES = [
  'R1',
  'R01',
  'R10',
  'r1',
  'Ω1',
  'R65535',
  'R65536',
  'R999999',
  'SW1',
  'J_MOTOR1',
  '11',
  '1',
  'R',
  'R1A',
  'R0',
]

t.test('designators of all forms are told apart, and found on a second row', async (t) => {
  const rows = [...NAMES, ...NAMES].map((name) => `${name},10k,0603\n`)
  const read = await readImport(Buffer.from(`Designator,Value,Package\n${rows.join('')}`), 'bom.csv')
  const messages = read.rows.map(({ errors }) => errors.map(({ code, message }) => `${code}: ${message}`).join())
  t.strictSame(messages, [
    ...NAMES.map(() => ''),
    ...NAMES.map(
      (name, index) =>
        `DESIGNATOR_TWICE: designators: \`${name}\` stands on row ${index + 2} already: take it off one of the two`,
    ),
  ])
})

t.test('a designator counts once in its cell', async (t) => {
  const many = Array.from({ length: 20 }, (_, n) => `R${n + 1}`)
  const text = `Designator,Value,Package\n"R1,R1,REF**,REF**",10k,0603\n"${[...many, ...many].join()}",22k,0603\n`
  const { rows } = await readImport(Buffer.from(text), 'bom.csv')
  t.strictSame(
    rows.map(({ fields }) => fields.designators),
    [['R1', 'REF**', 'REF**'], many],
  )
})
