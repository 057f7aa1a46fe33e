import t from 'tap'
import { KnownAddresses } from '../../../../services/work/ai-runner/known-addresses.ts'

function known(...texts: string[]): KnownAddresses {
  const addresses = new KnownAddresses()
  for (const text of texts) addresses.addText(text)
  return addresses
}

t.test('addresses in a text are known, however a sentence goes on after them', async (t) => {
  for (const [text, address] of [
    ['https://a.example/x.pdf', 'https://a.example/x.pdf'],
    ['see https://a.example/x.pdf.', 'https://a.example/x.pdf'],
    ['(https://a.example/x.pdf)', 'https://a.example/x.pdf'],
    ['<https://a.example/x.pdf>', 'https://a.example/x.pdf'],
    ['[sheet](https://a.example/x.pdf), and more', 'https://a.example/x.pdf'],
    ['https://a.example/x_(1).pdf', 'https://a.example/x_(1).pdf'],
    ['HTTPS://A.example/x.pdf', 'https://a.example/x.pdf'],
    ['www.a.example/x.pdf', 'https://www.a.example/x.pdf'],
    ['a.example/x.pdf', 'http://a.example/x.pdf'],
    ['https://a.example/ä.pdf', 'https://a.example/%C3%A4.pdf'],
    ['https://a.example/x.pdf#page=2', 'https://a.example/x.pdf#page=3'],
    ['https://a.example/x.pdf?id=1', 'https://a.example/x.pdf'],
    ['https://a.example/x.pdf?id=1&utm_source=s', 'https://a.example/x.pdf?id=1'],
  ] as const) {
    t.equal(known(text).take(address), 'granted', text)
  }
})

t.test('an address that says anything more is not', async (t) => {
  const addresses = known('https://a.example/x.pdf?id=1')
  for (const address of [
    'https://a.example/x.pdf?id=2',
    'https://a.example/x.pdf?id=1&more=1',
    'https://a.example/x.pdf?id=1&utm_source=data',
    'https://a.example/x.pdf/more',
    'https://data.a.example/x.pdf?id=1',
    'https://a.example:8080/x.pdf?id=1',
    'https://a.example/X.pdf?id=1',
    'javascript:alert(1)',
    'no address',
    '',
  ]) {
    t.equal(addresses.take(address), 'unknown', address)
  }
})

t.test('thirty different addresses are enough, each as often as it takes', async (t) => {
  const urls = Array.from({ length: 40 }, (_, n) => `https://a.example/${n}`)
  const addresses = known(urls.join(' '))
  const permissions = [...urls, ...urls].map((url) => addresses.take(url))
  const once = [...Array(30).fill('granted'), ...Array(10).fill('spent')]
  t.same(permissions, [...once, ...once])
})

t.test('a long text takes no time', async (t) => {
  t.equal(known('a.'.repeat(50_000)).take('https://a.a'), 'unknown')
  t.equal(known('https://'.repeat(20_000)).take('https://a.a'), 'unknown')
})
