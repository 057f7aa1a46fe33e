import type { Response } from 'openai/resources/responses/responses'
import type { AiUsage } from './ai-runner.ts'

export const NO_USAGE: AiUsage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  webSearches: 0,
}

/** What one response has used. Servers other than OpenAI's may leave details out, which count as 0 then. */
export function usageOf({ usage, output }: Response): AiUsage {
  return {
    inputTokens: usage?.input_tokens ?? 0,
    cachedInputTokens: usage?.input_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage?.output_tokens ?? 0,
    reasoningTokens: usage?.output_tokens_details?.reasoning_tokens ?? 0,
    webSearches: output.filter(({ type }) => type === 'web_search_call').length,
  }
}

export function addUsage(a: AiUsage, b: AiUsage): AiUsage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    webSearches: a.webSearches + b.webSearches,
  }
}
