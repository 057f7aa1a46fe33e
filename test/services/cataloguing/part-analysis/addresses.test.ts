import t from 'tap'
import { runAnalysis, runCleanup } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer, calls, message, round, webSearch } from '../../../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../../../support/part-details.ts'
import { startWebServer } from '../../../support/web-server.ts'

const PDF = { type: 'application/pdf', body: '%PDF-1.7\n' }
const SECRET = 'what-the-inventory-says'

const api = await startModelApi(t)
const app = await buildApp(t, { settings: { ...api.settings, dataDir: t.testdir(), outboundAllowPrivate: true } })

t.beforeEach(() => api.reset())

const documentsOf = (result: Record<string, unknown>): string[] =>
  Reflect.get(Object(result.analysis), 'analysis_result').documents.map(({ url }: { url: string }) => url)

t.test('a model cannot send anything out in an address', async (t) => {
  const web = await startWebServer(t, { '/known.pdf': PDF, '/': PDF })
  const { origin } = web
  const host = new URL(origin).host
  const leaks = [
    `${origin}/${SECRET}`,
    `${origin}/known.pdf?d=${SECRET}`,
    `${origin}/known.pdf?x=1&d=${SECRET}`,
    `${origin}/known.pdf?x=1&utm_source=${SECRET}`,
    `${origin}/known.pdf/${SECRET}`,
    `http://${SECRET}@${host}/known.pdf?x=1`,
    `http://${SECRET}.localhost:${new URL(origin).port}/known.pdf?x=1`,
  ]
  const details = partDetails({ product_page_urls: leaks, datasheet_urls: leaks, pinout_urls: leaks })
  const attempts = [
    calls(['classify_urls', { urls: leaks }]),
    ...leaks.map((datasheet_url) => calls(['extract_specs_from_datasheet', { analysis_query: SECRET, datasheet_url }])),
    answer(catalogueAnswer({ analysis_result: details })),
  ]
  api.reply(...attempts)
  const { result } = await runAnalysis(app, { text: `The sheet is at ${origin}/known.pdf?x=1, I think` })
  t.match(result, { success: true })
  t.same(documentsOf(result), [])
  t.same(
    web.asked.filter((path) => path.includes(SECRET)),
    [],
    'none of it has left',
  )
  const outputs = api.requests
    .at(-1)
    ?.body.input.filter(({ type }) => type === 'function_call_output')
    .map(({ output }) => String(output))
  t.match(outputs?.[0], /not fetched/, 'the model is told')
  t.match(outputs?.[1], /not fetched/)

  const { key } = await app.parts.create({ description: SECRET, productPage: `${origin}/known.pdf` })
  api.reply(calls(['classify_urls', { urls: leaks }]), answer(catalogueAnswer({ analysis_result: details })))
  await runCleanup(app, key)
  t.notMatch(web.asked.join(' '), SECRET)
})

t.test('what the user, a search or a page that was fetched has named is fetched', async (t) => {
  const web = await startWebServer(t, {
    '/by-user.pdf': PDF,
    '/found.pdf': PDF,
    '/page': {
      type: 'text/html',
      body: `<a href="on-page.pdf">Data</a><a href='/quoted.pdf?a=1&amp;b=2'>b</a><a href=/bare.pdf>c</a>`,
    },
    '/on-page.pdf': PDF,
    '/quoted.pdf': PDF,
    '/bare.pdf': PDF,
  })
  const { origin } = web
  const at = (path: string) => `${origin}${path}`
  const found = [`${at('/found.pdf')}?utm_source=openai`, at('/page')]
  const classified = [at('/by-user.pdf'), at('/found.pdf'), at('/page')]
  const onPage = [at('/on-page.pdf'), at('/quoted.pdf?a=1&b=2'), at('/bare.pdf')]
  api.reply(
    round([webSearch('BC547', found), ...callsOf(classified)]),
    calls(['classify_urls', { urls: onPage }]),
    answer(catalogueAnswer({ analysis_failure_reason: 'x' })),
  )
  await runAnalysis(app, { text: `See <${at('/by-user.pdf')}>.` })
  t.same(
    new Set(web.asked.filter((path) => path !== '/favicon.ico')),
    new Set(['/by-user.pdf', '/found.pdf', '/page', '/on-page.pdf', '/quoted.pdf?a=1&b=2', '/bare.pdf']),
  )
  const include = api.requests.map(({ body }) => Reflect.get(body, 'include'))
  t.same(include[0], ['web_search_call.action.sources'], 'the search is asked for what it has found')

  api.reply(
    round([
      webSearch('BC547', found),
      message(
        JSON.stringify(
          catalogueAnswer({
            analysis_result: partDetails({ product_page_urls: [at('/page')], datasheet_urls: onPage }),
          }),
        ),
      ),
    ]),
  )
  const { result } = await runAnalysis(app, { text: 'BC547' })
  t.same(documentsOf(result), [at('/page'), ...onPage], 'the documents that it names in the end')
})

function callsOf(urls: string[]) {
  const reply = calls(['classify_urls', { urls }])
  return reply.kind === 'round' ? reply.output : []
}
