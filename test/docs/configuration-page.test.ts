import { readFile } from 'node:fs/promises'
import t from 'tap'
import { renderConfigurationPage } from '../../scripts/docs/configuration-page.ts'

t.test('the configuration page has every variable as the schema has it', async (t) => {
  const page = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  t.equal(page, renderConfigurationPage(), 'run `npm run docs` and commit what it changes')
})
