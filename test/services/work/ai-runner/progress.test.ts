import t from 'tap'
import {
  answer,
  calls,
  functionCall,
  message,
  reasoning,
  round,
  webSearch,
} from '../../../support/model-api-replies.ts'
import { echoTool, noteProgress, useModel } from './run-model.ts'

t.test('a run without streamed extras approaches its end step by step', async (t) => {
  const { api, run } = await useModel()
  api.reply(calls(['echo', { word: 'a' }], ['echo', { word: 'b' }]), answer({ text: '' }))
  const tool = echoTool(async (_input, progress) => {
    progress.sendProgressText('Echoing')
    progress.sendProgressValue(0.5)
    return {}
  })
  const { progress, notes } = noteProgress()
  await run({ progress, tools: [tool] })
  // The first step covers a quarter of 0.9, each other one a quarter of what is left of it; a function has a step to itself.
  t.same(notes, [
    '0.225',
    'Echoing',
    '0.3094',
    'Echoing',
    '0.3094',
    'Looking at the results 0.3938',
    'Writing the answer 0.9',
    '0.9',
  ])
})

t.test('a stream tells what the model searches, thinks about and writes', async (t) => {
  const { api, run } = await useModel()
  const lookup = {
    type: 'web_search_call',
    id: 'w',
    status: 'completed',
    action: { type: 'open_page', url: 'http://x' },
  }
  api.reply(
    round([
      reasoning('**Identifying the part**\n\nIt says BC547.'),
      reasoning('It goes on without a heading.'),
      reasoning('**Bold** within a line'),
      webSearch('BC547 datasheet'),
      lookup,
      message('{"text":'),
      message('""}'),
    ]),
  )
  const { progress, notes } = noteProgress()
  const { parsed, usage } = await run({ progress })
  t.same(parsed, { text: '' }, 'the text of all messages is the answer')
  t.equal(usage.webSearches, 2)
  t.same(notes, ['Identifying the part', 'Searched the web for "BC547 datasheet"', 'Writing the answer 0.9', '0.9'])
})

t.test('progress never goes back', async (t) => {
  const { api, run } = await useModel()
  api.reply(round([message('I look it up first.'), functionCall('echo', { word: 'a' })]), answer({ text: '' }))
  const { progress, notes } = noteProgress()
  await run({ progress, tools: [echoTool()] })
  const values = notes.flatMap((note) => /[\d.]+$/.exec(note)?.[0] ?? []).map(Number)
  t.same(
    values,
    values.toSorted((a, b) => a - b),
  )
  t.equal(values[0], 0.9)
})
