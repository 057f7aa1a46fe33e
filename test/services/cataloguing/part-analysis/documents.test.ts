import { readdir } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import sharp from 'sharp'
import t from 'tap'
import { runAnalysis } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer, calls } from '../../../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../../../support/part-details.ts'
import { startWebServer } from '../../../support/web-server.ts'

const PDF = { type: 'application/pdf', body: '%PDF-1.7\n' }
const png = () =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer()

const api = await startModelApi(t)
const dataDir = t.testdir()
const app = await buildApp(t, { settings: { ...api.settings, dataDir, outboundAllowPrivate: true } })

t.test('documents come in the order of their kinds, with what is there', async (t) => {
  const picture = { type: 'image/png', body: await png() }
  const { origin } = await startWebServer(t, {
    '/page': { type: 'text/html', body: '<title>Relay G5LE</title><meta property="og:image" content="/p.png">' },
    '/p.png': picture,
    '/a%20(b).pdf': PDF,
    '/pins.png': picture,
    '/archive.zip': { type: 'application/zip', body: 'PK\u0003\u0004' },
  })
  const at = (path: string) => `${origin}${path}`
  const encoded = (path: string) => encodeURIComponent(at(path)).replaceAll('(', '%28').replaceAll(')', '%29')
  const pages = [at('/page'), at('/missing')]
  const sheets = [at('/a%20(b).pdf?x=1'), at('/archive.zip'), 'ftp://example.com/x.pdf', at('/a%20(b).pdf?x=1')]
  api.reply(
    answer(
      catalogueAnswer({
        analysis_result: partDetails({
          product_name: 'x',
          pinout_urls: [at('/pins.png')],
          datasheet_urls: sheets,
          product_page_urls: pages,
        }),
      }),
    ),
  )
  const { result } = await runAnalysis(app, { text: [...pages, ...sheets, at('/pins.png')].join(' ') })
  const proxy = '/api/parts/attachment-proxy/content?url='
  const sheet = {
    url: sheets[0],
    document_type: 'datasheet',
    is_cover_image: false,
    preview: {
      title: 'a%20(b).pdf',
      image_url: null,
      original_url: `${proxy}${encoded('/a%20(b).pdf?x=1')}`,
      content_type: 'pdf',
    },
  }
  t.match(result, { success: true, analysis: { analysis_result: { product_page: pages[0] } } })
  t.match(result, {
    analysis: {
      analysis_result: {
        documents: [
          {
            url: pages[0],
            document_type: 'product_page',
            preview: {
              title: 'Relay G5LE',
              image_url: `/api/parts/attachment-preview/image?url=${encoded('/page')}`,
              original_url: pages[0],
              content_type: 'webpage',
            },
          },
          sheet,
          {
            url: sheets[1],
            preview: { title: 'archive.zip', image_url: null, original_url: sheets[1], content_type: 'other' },
          },
          sheet,
          {
            document_type: 'pinout',
            preview: {
              title: 'pins.png',
              image_url: `/api/parts/attachment-preview/image?url=${encoded('/pins.png')}`,
              original_url: `${proxy}${encoded('/pins.png')}`,
              content_type: 'image',
            },
          },
        ],
      },
    },
  })
  t.match(Reflect.get(Object(result.analysis), 'analysis_result').documents.length, 5, 'what fails is left out')
  t.same(await readdir(`${dataDir}/temporary`), [], 'no temporary file is left')
})

t.test('four documents are fetched at a time', async (t) => {
  const waiting: ServerResponse[] = []
  let most = 0
  const { origin } = await startWebServer(
    t,
    Object.fromEntries(
      Array.from({ length: 9 }, (_, n) => [
        `/${n}.pdf`,
        (_request: unknown, response: ServerResponse) => {
          waiting.push(response)
          most = Math.max(most, waiting.length)
          const release = waiting.length === 4 || n === 8
          if (release) for (const each of waiting.splice(0).reverse()) each.end('%PDF-1.7\n')
        },
      ]),
    ),
  )
  const datasheet_urls = Array.from({ length: 9 }, (_, n) => `${origin}/${n}.pdf`)
  api.reply(answer(catalogueAnswer({ analysis_result: partDetails({ datasheet_urls }) })))
  const { result } = await runAnalysis(app, { text: datasheet_urls.join(' ') })
  const { documents } = Reflect.get(Object(result.analysis), 'analysis_result')
  t.same(
    documents.map(({ url }: { url: string }) => url),
    datasheet_urls,
    'in the order of the model',
  )
  t.equal(most, 4)
})

t.test('the model may ask what URLs lead to', async (t) => {
  const { origin, asked } = await startWebServer(t, {
    '/page': { type: 'text/html', body: '<meta property="og:image" content="/a.png">' },
    '/a.pdf': PDF,
    '/a.png': { type: 'image/png', body: await png() },
    '/a.txt': { type: 'text/plain', body: 'text' },
  })
  const urls = ['page', 'a.pdf', 'a.png', 'a.txt', 'missing'].map((path) => `${origin}/${path}`)
  const more = Array.from({ length: 40 }, (_, n) => `${origin}/more-${n}`)
  api.reply(
    calls(['classify_urls', { urls: [...urls, 'javascript:alert(1)'] }]),
    calls(['classify_urls', { urls: more }]),
    answer(catalogueAnswer({ analysis_failure_reason: 'x' })),
  )
  const { progress } = await runAnalysis(app, { text: [...urls, ...more].join('\n') })
  const outputs = api.requests
    .at(-1)
    ?.body.input.filter(({ type }) => type === 'function_call_output')
    .map(({ output }) => JSON.parse(String(output)))
  const kinds = ['webpage', 'pdf', 'image', 'invalid', 'invalid', 'invalid']
  t.same(outputs?.[0], {
    urls: [...urls, 'javascript:alert(1)'].map((url, n) => ({ url, classification: kinds[n] })),
    note: outputs?.[0].note,
  })
  t.match(outputs?.[0].note, /not fetched/)
  t.equal(outputs?.[1].urls.length, 40)
  t.equal(asked.filter((path) => path.startsWith('/more-')).length, 25, 'a model cannot have everything fetched')
  t.ok(progress.some(([, text]) => text === 'Checking 6 links'))
})
