import { readdir } from 'node:fs/promises'
import t, { type Test } from 'tap'
import { FileRules } from '../../../../services/documents/documents/file-rules.ts'
import type { Interceptor } from '../../../../services/documents/url-reader/interceptors.ts'
import { lcscInterceptor } from '../../../../services/documents/url-reader/lcsc.ts'
import { UrlReader } from '../../../../services/documents/url-reader/url-reader.ts'
import { SILENT, startInternet } from '../../../support/internet.ts'
import type { Answer } from '../../../support/web-server.ts'

const rules = new FileRules({
  allowedImageTypes: ['image/png'],
  allowedFileTypes: ['application/pdf'],
  maxImageSize: 2 ** 20,
  maxFileSize: 2 ** 20,
})
const PDF: Answer = { type: 'application/pdf', body: '%PDF-1.7' }
const HTML = (body: string): Answer => ({ type: 'text/html', body })

async function setUp(t: Test, pages: Record<string, Answer>, interceptors: Interceptor[]) {
  const folder = t.testdir()
  const internet = await startInternet(t, folder, pages)
  const { downloads } = internet
  const reader = new UrlReader({ downloads, rules, interceptors, folder, previewDeadlineMs: 5000, log: SILENT })
  const fetch = async (url: string) => {
    const { contentType, file } = await reader.fetch(url)
    await file.dispose()
    return contentType
  }
  const leftovers = async () => (await readdir(folder)).filter((name) => name !== 'downloads')
  return { internet, fetch, leftovers }
}

t.test('interceptors stand around a download, the first of them outermost', async (t) => {
  const order: string[] = []
  const named =
    (name: string): Interceptor =>
    async (url, next) => {
      order.push(`${name} ${url}`)
      const download = await next(`${url}${name}`)
      order.push(`${name} done`)
      return download
    }
  const { internet, fetch } = await setUp(t, { 'example.com/12': PDF }, [named('1'), named('2')])
  t.equal(await fetch('http://example.com/'), 'application/pdf')
  t.same(order, ['1 http://example.com/', '2 http://example.com/1', '2 done', '1 done'])
  t.same(internet.asked, ['example.com/12'])
})

t.test('an interceptor that fails is left out; a download that fails is not tried again', async (t) => {
  const failing: Interceptor = async () => {
    throw new Error('a mistake')
  }
  const passing: Interceptor = (url, next) => next(url)
  const { internet, fetch } = await setUp(t, { 'example.com/a.pdf': PDF }, [passing, failing, passing])
  t.equal(await fetch('http://example.com/a.pdf'), 'application/pdf')
  await t.rejects(fetch('http://example.com/missing'), { name: 'OutboundError', message: /status 404/ })
  t.same(internet.asked, ['example.com/a.pdf', 'example.com/missing'])
})

t.test('a datasheet of LCSC is the PDF in the frame of its page', async (t) => {
  const frames =
    '<iframe src="/ad"></iframe><iframe src="/one.pdf"></iframe><iframe src="//cdn.example.com/two.pdf"></iframe>'
  const one = { 'www.lcsc.com/one.pdf': PDF }
  const two = { 'cdn.example.com/two.pdf': PDF }
  const cases: [what: string, url: string, pages: Record<string, Answer>, asked: string[], type: string][] = [
    ['a PDF', 'http://www.lcsc.com/a.pdf', { 'www.lcsc.com/a.pdf': PDF }, [], 'application/pdf'],
    ['the first of two', 'http://www.lcsc.com/b.pdf', { ...one, ...two }, ['www.lcsc.com/one.pdf'], 'application/pdf'],
    [
      'the second',
      'http://www.lcsc.com/c.pdf',
      two,
      ['www.lcsc.com/one.pdf', 'cdn.example.com/two.pdf'],
      'application/pdf',
    ],
    [
      'a first that is a page',
      'http://www.lcsc.com/d.pdf',
      { 'www.lcsc.com/one.pdf': HTML('<p>'), ...two },
      ['www.lcsc.com/one.pdf', 'cdn.example.com/two.pdf'],
      'application/pdf',
    ],
    ['none', 'http://www.lcsc.com/e.pdf', {}, ['www.lcsc.com/one.pdf', 'cdn.example.com/two.pdf'], 'text/html'],
    ['without frames', 'http://www.lcsc.com/f.pdf', { 'www.lcsc.com/f.pdf': HTML('<p>') }, [], 'text/html'],
    ['with a query', 'http://www.lcsc.com/g.pdf?x=1', one, ['www.lcsc.com/one.pdf'], 'application/pdf'],
    ['another path', 'http://www.lcsc.com/h.html', one, [], 'text/html'],
    ['another host', 'http://lcsc.com/i.pdf', one, [], 'text/html'],
    ['another host that ends so', 'http://xwww.lcsc.com/j.pdf', one, [], 'text/html'],
  ]
  for (const [what, url, pages, asked, type] of cases) {
    await t.test(what, async (t) => {
      const page = url.replace('http://', '').replace(/\?.*/, '')
      const { internet, fetch } = await setUp(t, { [page]: HTML(frames), ...pages }, [lcscInterceptor(SILENT)])
      t.equal(await fetch(url), type)
      t.same(internet.asked, [url.replace('http://', ''), ...asked])
    })
  }
})

t.test('what an interceptor has fetched and does not pass on is removed, however it ends', async (t) => {
  const failing: Interceptor = async (_url, next) => {
    await next('http://example.com/extra.pdf')
    throw new Error('a mistake')
  }
  const wasteful: Interceptor = async (url, next) => {
    await next('http://example.com/extra.pdf')
    return next(url)
  }
  const unlucky: Interceptor = async (url, next) => {
    await next('http://example.com/extra.pdf')
    return next(`${url}/missing`)
  }
  const pages = { 'example.com/a.pdf': PDF, 'example.com/extra.pdf': PDF }
  for (const [what, interceptor, isFound] of [
    ['fails', failing, true],
    ['fetches more', wasteful, true],
    ['asks for what is missing', unlucky, false],
  ] as const) {
    const { fetch, leftovers } = await setUp(t, pages, [interceptor])
    const found = await fetch('http://example.com/a.pdf').then(
      () => true,
      () => false,
    )
    t.equal(found, isFound, what)
    t.same(await leftovers(), [], what)
  }
  const { fetch, leftovers } = await setUp(
    t,
    {
      'www.lcsc.com/a.pdf': HTML('<iframe src="/one.pdf"></iframe><iframe src="/two.pdf"></iframe>'),
      'www.lcsc.com/one.pdf': HTML('<p>'),
      'www.lcsc.com/two.pdf': PDF,
    },
    [lcscInterceptor(SILENT)],
  )
  t.equal(await fetch('http://www.lcsc.com/a.pdf'), 'application/pdf')
  t.same(await leftovers(), [])
})
