import { readFile } from 'node:fs/promises'
import t from 'tap'
import { renderMetricsPage } from '../../scripts/docs/metrics-page.ts'

const read = (page: string) => readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8')

t.test('the metrics page has every metric as the registry has it', async (t) => {
  t.equal(await read('metrics.md'), renderMetricsPage(), 'run `npm run docs` and commit what it changes')
})

t.test('its links lead to runbooks that exist', async (t) => {
  const runbooks = (await read('operating.md')).toLowerCase()
  const links = [...renderMetricsPage().matchAll(/operating\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor)
  t.ok(links.length > 10)
  for (const anchor of new Set(links)) t.match(runbooks, new RegExp(`^#+ ${anchor}$`, 'm'), anchor)
})
