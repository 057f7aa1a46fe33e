import type { Settings } from '../../../plugins/config/settings.ts'
import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { AiBudget } from './ai-budget.ts'
import type { AiProvider, AiRunner } from './ai-runner.ts'
import { priceOf } from './pricing.ts'

const ONLY_PROVIDER = 'openai'

/** The client library is large: it is loaded when the model is first needed. */
function lazyRunner(load: () => Promise<AiRunner>): AiRunner {
  let loading: Promise<AiRunner> | undefined
  return {
    run: async (request) => {
      loading ??= load()
      return (await loading).run(request)
    },
  }
}

/** The model as the settings describe it. It never fails: without a model it returns the reason. */
export function openProvider(
  settings: Settings,
  { db, budget, log }: { db: Database; budget: AiBudget; log: Log },
): AiProvider {
  const { aiProvider, openaiApiKey, openaiModel } = settings
  if (settings.aiTestingMode) return { runner: null, reason: 'real AI usage is disabled in testing mode' }
  if (aiProvider !== ONLY_PROVIDER) {
    return { runner: null, reason: `AI_PROVIDER is ${aiProvider}, but only ${ONLY_PROVIDER} works` }
  }
  if (openaiApiKey === '')
    return { runner: null, reason: `OPENAI_API_KEY is required for the AI provider ${aiProvider}` }
  const options = {
    apiKey: openaiApiKey,
    baseUrl: settings.openaiBaseUrl,
    model: openaiModel,
    verbosity: settings.openaiVerbosity,
    reasoningEffort: settings.openaiReasoningEffort,
    maxOutputTokens: settings.openaiMaxOutputTokens,
    price: priceOf(openaiModel, settings.aiPricing),
    db,
    budget,
    log,
  }
  const runner = lazyRunner(async () => {
    const { OpenAiRunner } = await import('./openai-runner.ts')
    return new OpenAiRunner(options)
  })
  return { runner }
}
