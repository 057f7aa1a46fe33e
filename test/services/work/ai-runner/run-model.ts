import type { FastifyInstance } from 'fastify'
import tap from 'tap'
import { Type } from 'typebox'
import type { AiRequest, AiTool } from '../../../../services/work/ai-runner/ai-runner.ts'
import type { Progress } from '../../../../services/work/tasks/task.ts'
import { type BuildOptions, buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import type { Teardown } from '../../../support/test-database.ts'

export const Answer = Type.Object({ text: Type.String() }, { additionalProperties: false })

/** A model's work without anything special; each test adds what it is about. */
export const REQUEST: Omit<AiRequest<typeof Answer>, 'signal'> = {
  systemPrompt: 'You are a test.',
  userPrompt: 'Answer.',
  responseSchema: Answer,
  responseName: 'test_answer',
}

/** Answers with the input it got, once it is told to. */
export function echoTool(execute: AiTool['execute'] = async (input) => ({ got: input })): AiTool {
  return {
    name: 'echo',
    description: 'Says it again.',
    inputSchema: Type.Object({ word: Type.String() }, { additionalProperties: false }),
    execute,
  }
}

/** Notes what it is told, as lines such as `Looking 0.225`; what is not sent stays away. */
export function noteProgress() {
  const notes: string[] = []
  const round = (value: number) => String(Number(value.toFixed(4)))
  const progress: Progress = {
    sendProgressText: (text) => void notes.push(text),
    sendProgressValue: (value) => void notes.push(round(value)),
    sendProgress: (text, value) => void notes.push(`${text} ${round(value)}`),
  }
  return { progress, notes }
}

/** An app that uses a model API of the test's own. */
export async function buildWithModel(t: Teardown, { settings, ...options }: BuildOptions = {}) {
  const api = await startModelApi(t)
  const app = await buildApp(t, { ...options, settings: { ...api.settings, ...settings } })
  const run = (request: Partial<AiRequest<typeof Answer>> = {}) =>
    runnerOf(app).run({ ...REQUEST, signal: new AbortController().signal, ...request })
  return { api, app, run }
}

let shared: ReturnType<typeof buildWithModel> | undefined

/** The same with the settings of a test, built once for all tests of a file. */
export async function useModel() {
  shared ??= buildWithModel(tap)
  const model = await shared
  model.api.reset()
  return model
}

function runnerOf({ ai }: FastifyInstance) {
  if (ai.runner === null) throw new Error(ai.reason)
  return ai.runner
}

const LABELS = { model: 'gpt-5.4-mini', verbosity: 'medium', reasoning_effort: 'low' }

/** The values of the runner's metrics. */
export async function readCounts(labels: Record<string, string> = LABELS) {
  const value = async (name: string, more = {}) => (await sampleValue(name, { ...labels, ...more })) ?? 0
  const tokens = (type: string) => value('ai_analysis_tokens_total', { type })
  return {
    success: await value('ai_analysis_requests_total', { status: 'success' }),
    error: await value('ai_analysis_requests_total', { status: 'error' }),
    durations: await value('ai_analysis_duration_seconds_count'),
    input: await tokens('input'),
    output: await tokens('output'),
    reasoning: await tokens('reasoning'),
    cached: await tokens('cached_input'),
    dollars: await value('ai_analysis_cost_dollars_total'),
  }
}

export type Counts = Awaited<ReturnType<typeof readCounts>>

/** By how much the metrics of calls have grown, so far as they have. */
export async function growth(work: () => Promise<unknown>, labels?: Record<string, string>): Promise<Partial<Counts>> {
  const before = await readCounts(labels)
  await work()
  const grown = Object.entries(await readCounts(labels)).map(([name, value]) => {
    const grownBy = value - (Object.entries(before).find(([other]) => other === name)?.[1] ?? 0)
    return [name, Number(grownBy.toFixed(9))] as const
  })
  return Object.fromEntries(grown.filter(([, value]) => value !== 0))
}
