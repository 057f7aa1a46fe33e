import t from 'tap'
import { numberText, rangeText, readNumber, stepped } from '../../../web/shared/form/number-range.ts'

const PIECES = { min: 1, max: 1000 }
const OFFSET = { min: -5, max: 5, decimals: 1, unit: 'mm' }

t.test('a number is read as a whole, and never as a part of what was typed', async (t) => {
  for (const text of ['1', '12', '1000', '007']) t.equal(readNumber(text, PIECES), Number(text), text)
  for (const text of [
    '',
    '0',
    '-3',
    '\u22123',
    '2.5',
    '2,5',
    '12.',
    '1001',
    '1e3',
    '1 000',
    '1,000',
    'two',
    '0x10',
    '-',
  ]) {
    t.equal(readNumber(text, PIECES), null, `"${text}"`)
  }
})

t.test('decimals have either sign for the point, and no more digits than are kept', async (t) => {
  for (const [text, number] of [
    ['0.4', 0.4],
    ['-0,8', -0.8],
    ['\u22120.8', -0.8],
    ['.5', 0.5],
    ['3.', 3],
    ['-5', -5],
  ] as const) {
    t.equal(readNumber(text, OFFSET), number, text)
  }
  for (const text of ['', '-', '.', '0.45', '5.1', '-6', '1.2.3']) t.equal(readNumber(text, OFFSET), null, `"${text}"`)
})

t.test('a number stands in its field with a true minus, and is read from there again', async (t) => {
  t.match(numberText(-0.8), /^\u22120[.,]8$/)
  for (const number of [-5, -0.8, 0, 4.5]) t.equal(readNumber(numberText(number), OFFSET), number)
})

t.test('a step goes to the next number that the field takes', async (t) => {
  for (const [text, by, next] of [
    ['1', 1, 2],
    ['1', -1, 1],
    ['0', 1, 1],
    ['2.5', 1, 3],
    ['2.5', -1, 2],
    ['1001', -1, 1000],
    ['5000', 1, 1000],
    ['two', 1, 2],
  ] as const) {
    t.equal(stepped(text, by, PIECES), next, `${text} ${by}`)
  }
  t.equal(stepped('0.7', 1, OFFSET), 0.8)
  t.equal(stepped('0.1', -1, OFFSET), 0)
  t.equal(stepped('-0.8', 1, OFFSET), -0.7)
  t.equal(stepped('-5', -1, OFFSET), -5)
})

t.test('what a field takes is said with its limits', async (t) => {
  t.equal(rangeText('Pieces', PIECES).replace(/\D000/, ',000'), 'Pieces: a whole number from 1 to 1,000')
  t.match(rangeText('Right by', OFFSET), /^Right by: from \u22125 to 5 mm, in steps of 0[.,]1$/)
})
