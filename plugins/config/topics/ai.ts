import { Type } from 'typebox'

const OptionalText = (description: string) =>
  Type.Union([Type.String({ minLength: 1 }), Type.Null()], { default: null, description })

const Effort = (byDefault: 'low' | 'medium' | 'high', description: string) =>
  Type.Union([Type.Literal('low'), Type.Literal('medium'), Type.Literal('high')], { default: byDefault, description })

/** US dollars for a million tokens. */
const Price = Type.Number({ minimum: 0 })

export const ai = Type.Object(
  {
    AI_PROVIDER: Type.String({
      minLength: 1,
      default: 'openai',
      description: 'Who runs the model. Only openai works.',
    }),
    OPENAI_API_KEY: Type.String({
      default: '',
      description: 'Key of the model API. Empty: the AI features say what is missing.',
    }),
    OPENAI_BASE_URL: Type.String({
      pattern: '^https?://',
      default: 'https://api.openai.com/v1',
      description: 'Base URL of the model API: OpenAI, or any server that speaks the same protocol.',
    }),
    OPENAI_MODEL: Type.String({ minLength: 1, default: 'gpt-5.4-mini', description: 'Name of the model.' }),
    OPENAI_REASONING_EFFORT: Effort('low', 'How much the model thinks before it answers.'),
    OPENAI_VERBOSITY: Effort('medium', 'How much the model writes.'),
    OPENAI_MAX_OUTPUT_TOKENS: Type.Union([Type.Integer({ minimum: 16 }), Type.Null()], {
      default: null,
      description: 'Greatest number of tokens of one answer of the model. Not set: what the model allows.',
    }),
    AI_PRICING: Type.Union(
      [Type.Record(Type.String(), Type.Object({ input: Price, cached_input: Price, output: Price })), Type.Null()],
      {
        default: null,
        examples: ['{"gpt-5.4-mini":{"input":0.75,"cached_input":0.075,"output":4.5}}'],
        description: 'Prices in US dollars for a million tokens, for models that have none yet or another one.',
      },
    ),
    AI_DAILY_TOKEN_LIMIT: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
      default: null,
      description: 'Tokens that all instances together may use in one UTC day. Not set: no limit.',
    }),
    AI_DAILY_COST_LIMIT: Type.Union([Type.Number({ minimum: 0 }), Type.Null()], {
      default: null,
      description: 'US dollars that all instances together may spend on the model in one UTC day. Not set: no limit.',
    }),
    AI_ANALYSIS_CACHE_PATH: OptionalText(
      'JSON file with an answer for the analysis of parts. It is used in place of the model; if it is missing, the first answer is stored there.',
    ),
    AI_CLEANUP_CACHE_PATH: OptionalText('The same for the clean-up of parts.'),
    AI_TESTING_MODE: Type.Boolean({
      default: false,
      description: 'Forbids all calls of the model. Always true when APP_ENV is testing.',
    }),
  },
  { title: 'AI' },
)
