import type { AiUsage } from './ai-runner.ts'

/** US dollars for a million tokens. */
export interface Price {
  input: number
  cached_input: number
  output: number
}

/** Prices by the name of the model. */
export type Prices = Readonly<Record<string, Price>>

const TOKENS_PER_PRICE = 1_000_000
const WEB_SEARCH_DOLLARS = 0.01

const LARGE: Price = { input: 1.25, cached_input: 0.125, output: 10 }
const MINI: Price = { input: 0.25, cached_input: 0.025, output: 2 }

/** As published at https://platform.openai.com/docs/pricing; AI_PRICING adds to it and replaces entries of it. */
export const PRICES: Prices = {
  'gpt-5.4': { input: 2.5, cached_input: 0.25, output: 15 },
  'gpt-5.4-mini': { input: 0.75, cached_input: 0.075, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, cached_input: 0.02, output: 1.25 },
  'gpt-5': LARGE,
  'gpt-5.1': LARGE,
  'gpt-5-codex': LARGE,
  'gpt-5.1-codex': LARGE,
  'gpt-5-mini': MINI,
  'gpt-5.1-mini': MINI,
  'gpt-5.1-codex-mini': MINI,
  'gpt-5-nano': { input: 0.05, cached_input: 0.005, output: 0.4 },
  'gpt-4.1': { input: 3, cached_input: 0.75, output: 12 },
  'gpt-4.1-mini': { input: 0.8, cached_input: 0.2, output: 3.2 },
}

/** The price of a model; null when there is none. @param overrides of AI_PRICING. */
export function priceOf(model: string, overrides: Prices | null): Price | null {
  const table = new Map(Object.entries({ ...PRICES, ...overrides }))
  return table.get(model) ?? null
}

/** US dollars. Cached tokens are part of the input, reasoning tokens part of the output: neither is charged twice. */
export function costOf(price: Price, usage: AiUsage): number {
  const tokens =
    usage.cachedInputTokens * price.cached_input +
    (usage.inputTokens - usage.cachedInputTokens) * price.input +
    usage.outputTokens * price.output
  return tokens / TOKENS_PER_PRICE + usage.webSearches * WEB_SEARCH_DOLLARS
}
