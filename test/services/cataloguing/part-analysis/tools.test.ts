import t from 'tap'
import { runAnalysis } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer } from '../../../support/model-api-replies.ts'
import { catalogueAnswer } from '../../../support/part-details.ts'

t.test('the model gets four functions, and six and a chapter about them where there is a distributor', async (t) => {
  const api = await startModelApi(t)
  const offered = async (settings: object) => {
    const app = await buildApp(t, { settings: { ...api.settings, ...settings } })
    api.reply(answer(catalogueAnswer({ analysis_failure_reason: 'x' })))
    await runAnalysis(app, { text: 'x' })
    const body = api.requests.at(-1)?.body
    return { tools: body?.tools?.map(({ type, name }) => name ?? type), prompt: JSON.stringify(body?.input[0]) }
  }
  const usual = ['web_search', 'classify_urls', 'find_duplicates', 'find_parts', 'extract_specs_from_datasheet']

  const without = await offered({})
  t.same(without.tools, usual)
  t.notMatch(without.prompt, /mouser/i)

  const withKey = await offered({ mouserSearchApiKey: 'key' })
  t.same(withKey.tools, [...usual, 'search_mouser_by_part_number', 'search_mouser_by_keyword'])
  t.match(withKey.prompt, /search_mouser_by_part_number/)
  t.match(withKey.prompt, /search_mouser_by_keyword/)
  t.notMatch(withKey.prompt, /\{\{/)
})
