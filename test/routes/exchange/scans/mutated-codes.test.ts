import fc from 'fast-check'
import t from 'tap'
import { readCode } from '../../../../services/exchange/scans/reading/read-code.ts'
import { buildApp } from '../../../support/build-app.ts'
import { repeated } from '../../../support/repeated.ts'
import { CORPUS } from '../../../support/scans/corpus.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

const LONGEST = 2000
const CODES = CORPUS.map(({ code }) => code)
const PIECES = [
  '\u001d',
  '\u001e',
  '\u0004',
  '<GS>',
  '^]',
  '^',
  ']',
  '|',
  '\t',
  ' ',
  ',pbn:',
  '{',
  '}',
  '[)>',
  '06',
  'Q',
  '1P',
  '0',
  '/p/',
  '7-12',
  '(10)',
  '[F8]',
  '%',
  '"',
  "'",
  '\\',
  ':',
  'µ',
  '😀',
  '\ud800',
  '-',
  'https://',
]

/** A code with a few faults: pieces put in, taken out, repeated, and codes put together. */
const MUTATED = fc
  .tuple(
    fc.constantFrom(...CODES),
    fc.array(
      fc.record({
        at: fc.nat(400),
        cut: fc.nat(30),
        piece: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...CODES), fc.string({ maxLength: 5 })),
        times: fc.oneof(fc.constant(1), fc.nat(300)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([code, faults]) =>
    faults
      .reduce((text, { at, cut, piece, times }) => {
        const place = at % (text.length + 1)
        return `${text.slice(0, place)}${piece.repeat(times)}${text.slice(place + cut)}`.slice(0, LONGEST)
      }, code)
      .replaceAll('\u0000', ''),
  )

/** Texts of one piece again and again: what makes a careless pattern slow. */
const LONG = [
  ...PIECES,
  ...CODES.slice(0, 40),
  'a',
  'A1',
  ' x',
  '\u001dQ',
  ',on:',
  '1P\u001d',
  '0000',
  'Q1 P2 ',
  '/b/1',
  '"pbn"',
  '} ',
  '^d ',
  '(01)04006381333931',
  '(10)A',
  '0104006381333931',
  '10A\u001d',
  '[)>06[F8]P',
].map((piece) => piece.repeat(LONGEST).slice(0, LONGEST))

/** A code may take so much of a processor, in milliseconds; what is linear takes a hundredth of it. */
const MOST_MS = 20
const DOUBTFUL_MS = 2

function processorTime(code: string): number {
  const started = process.threadCpuUsage()
  readCode(code)
  const { user, system } = process.threadCpuUsage(started)
  return (user + system) / 1000
}

/** The median of several readings, where the first was long: that may have been a collection of garbage. */
function settledTime(code: string): number {
  const first = processorTime(code)
  if (first < DOUBTFUL_MS) return first
  const all = Array.from({ length: 5 }, () => processorTime(code)).sort((a, b) => a - b)
  return all[2] ?? first
}

t.test('no text makes the reader throw, or work for long', async (t) => {
  let slowest = { code: '', time: 0 }
  const read = (code: string) => {
    const time = settledTime(code)
    if (time > slowest.time) slowest = { code, time }
  }
  for (const code of CODES) readCode(code)
  for (const code of LONG) {
    for (const start of [
      '',
      '[)>\u001e06\u001d',
      '{pbn:',
      'QTY:1 ',
      'https://a.b/',
      '>[)>',
      'PN:x ',
      '0104006381333931',
      '(01)',
    ])
      read(start + code.slice(start.length))
  }
  fc.assert(fc.property(MUTATED, read), { numRuns: repeated(600) })
  t.ok(
    slowest.time < MOST_MS,
    `the slowest takes ${slowest.time.toFixed(2)} ms of a processor: ${JSON.stringify(slowest.code.slice(0, 40))}`,
  )
})

t.test('every mutated code is answered, and changes nothing', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const answer = async (code: string) => {
    const scan = await app.inject({ method: 'POST', url: '/api/scans', payload: { code } })
    if (scan.statusCode !== (code === '' ? 400 : 200)) {
      throw new Error(`${JSON.stringify(code)}: ${scan.statusCode} ${scan.body}`)
    }
    const payload = { code, action: 'take', box_no: 1, loc_no: 60, qty: 1 }
    const applied = await app.inject({ method: 'POST', url: '/api/scans/apply', payload })
    if (applied.statusCode >= 500 || applied.statusCode < 400) {
      throw new Error(`${JSON.stringify(code)}: ${applied.statusCode} ${applied.body}`)
    }
  }
  // A lone surrogate is no text: such a request is refused before it is read.
  const sent = MUTATED.map((code) => code.toWellFormed())
  await fc.assert(fc.asyncProperty(sent, answer), { numRuns: repeated(40) })
  for (const code of LONG.slice(0, 30)) await answer(code.toWellFormed())
})
