import t from 'tap'
import {
  findFramedPdfs,
  findPreviewCandidates,
  findTitle,
} from '../../../../services/documents/url-reader/html-metadata.ts'
import { readHtmlTags } from '../../../../services/documents/url-reader/html-tags.ts'

t.test('the title of a page is the first line of its first title, however malformed the page is', async (t) => {
  const cases: [html: string, title: string | null][] = [
    ['<html><head><title>LM358</title></head>', 'LM358'],
    ['<TITLE lang="en">\n  LM358 \n Dual amplifier</TITLE>', 'LM358'],
    ['<title>First</title><title>Second</title>', 'First'],
    ['<title>Unclosed\n<meta property="og:title" content="x">', 'Unclosed'],
    ['<title>Unclosed<meta name="x"><body>text', 'Unclosed'],
    ['<title>R&amp;D &lt;fast&gt; 10&nbsp;k&Omega; &#x2126; &#937;</title>', 'R&D'],
    ['<title>10 k&Omega; &#x2126;&#937; R&D</title>', '10 k\u03a9 \u2126\u03a9 R&D'],
    ['<title>&#0;&#xD800;&#x110000;x</title>', '\ufffd\ufffd\ufffdx'],
    ['<title></title><title>Second</title>', null],
    ['<title>   \n </title>', null],
    ['<!-- <title>Comment</title> --><title>Real</title>', 'Real'],
    ['<script>"<title>Script</title>"</script><title>Real</title>', 'Real'],
    ['<meta property="og:title" content="Ignored">', null],
    ['no markup at all', null],
    ['', null],
    ['<title', null],
    ['<title>cut of', 'cut of'],
  ]
  for (const [html, title] of cases) t.equal(findTitle(readHtmlTags(html)), title, html)
})

t.test('pictures of a page are looked for in a fixed order, and made absolute', async (t) => {
  const page = 'https://shop.example.com:8080/parts/lm358.html?x=1'
  const favicons = [
    'https://shop.example.com:8080/favicon.ico',
    'https://www.google.com/s2/favicons?domain=shop.example.com%3A8080&sz=64',
  ]
  const cases: [html: string, candidates: string[]][] = [
    ['', []],
    [
      `<link rel="icon" href="/i.png"><meta name="twitter:image" content="//cdn.example.com/t.png">
       <meta content="o.png" property="og:image"><meta property="og:image" content="second.png">`,
      [
        'https://shop.example.com:8080/parts/o.png',
        'https://cdn.example.com/t.png',
        'https://shop.example.com:8080/i.png',
      ],
    ],
    [
      '<meta name="twitter:image:src" content="src.png"><meta name="twitter:image" content="t.png">',
      ['https://shop.example.com:8080/parts/t.png'],
    ],
    ['<meta name="twitter:image:src" content="../src.png">', ['https://shop.example.com:8080/src.png']],
    ['<LINK REL="Shortcut Icon" HREF=" ?y ">', ['https://shop.example.com:8080/parts/lm358.html?y']],
    ['<link rel="iconic" href="a"><link href="c">', []],
    ['<link rel="apple-touch-icon" href="b">', ['https://shop.example.com:8080/parts/b']],
    [
      '<link rel="apple-touch-icon-precomposed" href="p"><link rel="icon" href="i">',
      ['https://shop.example.com:8080/parts/i', 'https://shop.example.com:8080/parts/p'],
    ],
    ['<meta property="og:image:secure_url" content="https://a.example.com/s.png">', ['https://a.example.com/s.png']],
    [
      '<meta property="og:image" content="http://a.example.com/o.png"><meta property="og:image:secure_url" content="https://a.example.com/o.png">',
      ['http://a.example.com/o.png', 'https://a.example.com/o.png'],
    ],
    ['<meta name="og:image" content="o.png">', ['https://shop.example.com:8080/parts/o.png']],
    ['<base href="/assets/"><link rel="icon" href="i.png">', ['https://shop.example.com:8080/assets/i.png']],
    [
      '<link rel="icon" href="i.png"><base target="x"><base href="//cdn.example.com/">',
      ['https://cdn.example.com/i.png'],
    ],
    ['<base href="javascript:x"><link rel="icon" href="i.png">', ['https://shop.example.com:8080/parts/i.png']],
    ['<link rel="icon" href="/favicon.ico"><link rel="apple-touch-icon" href="/favicon.ico">', []],
    ['<meta property="og:image" content=""><link rel=icon>', []],
    ['<meta property="og:image" content="http://">', []],
    [
      '<meta property="og:image" content="a&amp;b=1.png" content="other.png">',
      ['https://shop.example.com:8080/parts/a&b=1.png'],
    ],
  ]
  for (const [html, candidates] of cases) {
    t.same(findPreviewCandidates(readHtmlTags(html), page), [...candidates, ...favicons], html)
  }
})

t.test('no public service is told of a host without a public name', async (t) => {
  for (const page of ['http://127.0.0.1/', 'http://[::1]:8080/', 'http://nas/']) {
    t.same(findPreviewCandidates([], page), [new URL('/favicon.ico', page).href], page)
  }
})

t.test('framed PDFs are those whose names end so', async (t) => {
  const html = `<iframe src="/a.pdf"></iframe><iframe></iframe><iframe src="b.pdf?x"></iframe>
    <IFRAME SRC='b.pdf'></IFRAME><embed src="c.pdf"><iframe src="d.PDF"></iframe><iframe src="http://.pdf"></iframe>`
  t.same(findFramedPdfs(readHtmlTags(html), 'https://www.lcsc.com/datasheet/x.pdf'), [
    'https://www.lcsc.com/a.pdf',
    'https://www.lcsc.com/datasheet/b.pdf',
    'http://.pdf/',
  ])
  t.same(
    findFramedPdfs(readHtmlTags(`<base href="https://cdn.example.com/x/">${html}`), 'https://www.lcsc.com/x.pdf'),
    ['https://cdn.example.com/a.pdf', 'https://cdn.example.com/x/b.pdf', 'http://.pdf/'],
  )
})

t.test('a page that is made to be slow is read as fast as any other', async (t) => {
  const size = 2 * 2 ** 20
  const pages = ['<', '<a ', '<title>', '<!--', '<meta content="', '&', '<script>', '</', '<iframe src=', '&#x1', ' a=']
  const started = performance.now()
  for (const piece of pages) readHtmlTags(piece.repeat(size / piece.length))
  t.ok(performance.now() - started < 10_000)
})
