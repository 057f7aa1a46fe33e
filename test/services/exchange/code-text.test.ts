import t from 'tap'
import { codeTexts } from '../../../services/exchange/labels/content/code-text.ts'

t.test('codes are addresses in capitals where phones can reach the service', async (t) => {
  const all = [
    ['part', 'ABCD'],
    ['location', '7-12'],
    ['box', '7'],
    ['kit', '5'],
    ['pick_list', '9'],
  ] as const
  const textsFor = (baseUrl: string | null) => all.map(([kind, id]) => codeTexts(baseUrl)(kind, id))
  const bare = ['ABCD', '7-12', '/B/7', '/K/5', '/PL/9']
  for (const unreachable of [null, 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]', 'nonsense']) {
    t.strictSame(
      textsFor(unreachable),
      bare.map((text) => [text]),
      unreachable ?? 'none',
    )
  }
  t.strictSame(
    textsFor('https://parts.example.com/Lab-1/').map(([text = '', short]) => {
      return [text.replace('HTTPS://PARTS.EXAMPLE.COM/Lab-1', ''), short]
    }),
    [
      ['/P/ABCD', 'ABCD'],
      ['/B/7/12', '7-12'],
      ['/B/7', '/B/7'],
      ['/K/5', '/K/5'],
      ['/PL/9', '/PL/9'],
    ],
    'the path of a proxy stays as it is, and small labels have what it says without an address',
  )
})
