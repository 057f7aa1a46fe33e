import t from 'tap'
import { webAddress } from '../../../web/shared/text/web-address.ts'

t.test('a text that was given as an address links to the web, or nowhere', async (t) => {
  for (const [text, address] of [
    ['https://shop.example/part?id=1#a', 'https://shop.example/part?id=1#a'],
    ['http://shop.example', 'http://shop.example/'],
    ['shop.example/part', 'https://shop.example/part'],
    ['www.shop.example:8080/x', 'https://www.shop.example:8080/x'],
    ['javascript:alert(1)', undefined],
    ['JaVaScRiPt:alert(1)', undefined],
    ['\tjavascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,<script>alert(1)</script>', undefined],
    ['vbscript:run', undefined],
    ['blob:https://shop.example/1', undefined],
    ['file:///etc/passwd', undefined],
    ['mailto:somebody@shop.example', undefined],
    ['https://user:secret@shop.example/', undefined],
    ['', undefined],
    [null, undefined],
  ] as const) {
    t.equal(webAddress(text), address, String(text))
  }
})
