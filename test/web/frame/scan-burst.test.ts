import t from 'tap'
import { type Ending, ScanBurst } from '../../../web/frame/scanner/burst.ts'

interface Typed {
  /** Milliseconds in front of each key; one number for all of them. */
  gaps: number | readonly number[]
  isInField?: boolean
  /** Keys of the page, which it has used. */
  used?: string
}

const PLAIN = { code: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, defaultPrevented: false }

/** Types a text and Enter. @returns what the Enter ends. */
function typed(text: string, { gaps, isInField = false, used = '' }: Typed): Ending | null {
  const burst = new ScanBurst()
  let timeStamp = 10_000
  let ending: Ending | null = null
  for (const [place, key] of [...text, 'Enter'].entries()) {
    timeStamp += typeof gaps === 'number' ? gaps : (gaps[place] ?? 20)
    const press = { ...PLAIN, key, timeStamp }
    ending = burst.add(press, isInField)
    press.defaultPrevented = used.includes(key)
  }
  return ending
}

const NOTHING: Ending = { code: null }

t.test('keys of a scanner are a code, however slow the scanner is', async (t) => {
  for (const gaps of [1, 20, 31, 40, 50, 60, 100]) t.strictSame(typed('MCUA', { gaps }), { code: 'MCUA' }, `${gaps} ms`)
  t.strictSame(typed('6-9', { gaps: 50 }), { code: '6-9' })
  t.strictSame(typed('MCUA', { gaps: [0, 20, 91, 20, 20] }), { code: 'MCUA' }, 'one hiccup')
  t.strictSame(typed('MCUA', { gaps: [0, 20, 20, 20, 91] }), { code: 'MCUA' }, 'a hiccup before Enter')
})

t.test('characters outside of a field that are no code let their Enter press nothing', async (t) => {
  t.strictSame(typed('MCUA', { gaps: 200 }), NOTHING)
  t.strictSame(typed('MCUA-77', { gaps: [0, 20, 20, 300, 20, 20, 20, 20] }), NOTHING, 'half of a code is none')
  t.strictSame(typed('7', { gaps: 50 }), NOTHING)
})

t.test('Enter of a person presses what it has always pressed', async (t) => {
  t.equal(typed('', { gaps: 20 }), null)
  t.equal(typed('MCUA', { gaps: [0, 20, 20, 20, 700] }), null, 'long after other keys')
  t.equal(typed('jj', { gaps: 150, used: 'j' }), null, 'behind keys that the page has used')
  t.equal(typed(' ', { gaps: 150 }), null)
})

t.test('in a field only keys that no person types so fast are a code', async (t) => {
  const isInField = true
  t.strictSame(typed('7-1', { gaps: 30, isInField }), { code: '7-1' })
  t.strictSame(typed('7-12', { gaps: 50, isInField }), { code: '7-12' })
  t.strictSame(typed('6-8', { gaps: 65, isInField }), { code: '6-8' }, 'a short place is no text of a field')
  t.equal(typed('6-8', { gaps: 66, isInField }), null)
  t.equal(typed('0-5', { gaps: 50, isInField }), null)
  t.strictSame(typed('HTTPS://X/P/ABCD', { gaps: [0, 20, 20, 91], isInField }), { code: 'HTTPS://X/P/ABCD' })
  t.equal(typed('120', { gaps: 50, isInField }), null)
  t.equal(typed('resistor', { gaps: 90, isInField }), null)
  t.equal(typed('resistor', { gaps: [0, 120, 110, 130, 120, 30, 30, 30, 30], isInField }), null, 'fast at its end')
})

t.test('separators that a scanner types with Ctrl are in the code', async (t) => {
  const burst = new ScanBurst()
  let timeStamp = 10_000
  const press = (key: string, code = '', ctrlKey = false) => {
    timeStamp += 20
    const ending = burst.add({ ...PLAIN, key, code, ctrlKey, timeStamp }, false)
    return { ending, isControl: burst.isControl }
  }
  const bag: [key: string, code?: string, ctrlKey?: boolean][] = [
    ...[...'[)>'].map((key): [string] => [key]),
    ['Control'],
    ['6', 'Digit6', true],
    ...[...'06'].map((key): [string] => [key]),
    ['Control'],
    [']', 'BracketRight', true],
    ...[...'Q5'].map((key): [string] => [key]),
    ['^', 'Digit6', true],
    ['d', 'KeyD', true],
  ]
  const commands = bag.filter((key) => press(...key).isControl)
  t.strictSame(
    commands,
    bag.filter(([, , ctrlKey]) => ctrlKey === true),
    'the browser is kept from using them',
  )
  t.strictSame(press('Enter').ending, { code: '[)>\u001e06\u001dQ5\u001e\u0004' })
  t.equal(press('d', 'KeyD', true).isControl, false, 'a command of a person is none of a code')
})

t.test('characters that a scanner types by their numbers, with Alt, are in the code', async (t) => {
  const burst = new ScanBurst()
  let timeStamp = 10_000
  const press = (key: string, code = '', altKey = false) => {
    timeStamp += 20
    return burst.add({ ...PLAIN, key, code, altKey, timeStamp }, false)
  }
  const numbered = (digits: string) => {
    press('Alt')
    for (const digit of digits) press(digit, `Numpad${digit}`, true)
  }
  for (const key of '1PAB') press(key)
  numbered('029')
  for (const key of 'Q5') press(key)
  numbered('0030')
  numbered('004')
  t.strictSame(press('Enter'), { code: '1PAB\u001dQ5\u001e\u0004' })
  numbered('55')
  t.equal(press('Tab'), null, 'one character is no code')
})

interface Pressed {
  key: string
  code: string
  shiftKey?: boolean
  ctrlKey?: boolean
}

/** Presses keys and Enter, as fast as a scanner does. @returns what the Enter ends. */
function pressed(...keys: readonly Pressed[]): Ending | null {
  const burst = new ScanBurst()
  let ending: Ending | null = null
  for (const [place, key] of [...keys, { key: 'Enter', code: 'Enter' }].entries()) {
    ending = burst.add({ ...PLAIN, ...key, timeStamp: 10_000 + place * 10 }, false)
  }
  return ending
}

t.test(
  'what a scanner means for an American keyboard is known by the keys, whatever the layout of the computer',
  async (t) => {
    const german = [
      { key: '-', code: 'Slash' },
      { key: 'P', code: 'KeyP', shiftKey: true },
      { key: '-', code: 'Slash' },
      { key: 'Y', code: 'KeyZ', shiftKey: true },
      { key: 'z', code: 'KeyY' },
    ]
    t.strictSame(pressed(...german), { code: '-P-Yz', meant: '/P/Zy' })
    t.strictSame(pressed(...german.slice(3), { key: 'A', code: 'KeyA', shiftKey: true }), { code: 'YzA', meant: 'ZyA' })
    t.strictSame(
      pressed(
        { key: 'Shift', code: 'ShiftLeft', shiftKey: true },
        { key: 'Dead', code: 'BracketLeft', shiftKey: true },
        { key: '%', code: 'Quote', shiftKey: true },
        { key: 'q', code: 'KeyA' },
      ),
      { code: '{%q', meant: '{"a' },
      'a key that shows nothing by itself is no end of the code',
    )
    const separator = { key: '$', code: 'BracketRight', ctrlKey: true }
    t.match(pressed({ key: 'A', code: 'KeyQ' }, separator, { key: 'A', code: 'KeyQ' }), {
      code: 'A\u001dA',
      meant: 'Q\u001dQ',
    })
    t.strictSame(pressed({ key: '7', code: 'Digit7' }, { key: '-', code: 'Minus' }, { key: '1', code: 'Digit1' }), {
      code: '7-1',
    })
  },
)
