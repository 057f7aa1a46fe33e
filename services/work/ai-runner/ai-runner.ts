import type { Static, TObject, TSchema } from 'typebox'
import type { Progress } from '../tasks/task.ts'

/** A function that the model may call while it works. Its schema is shown to the model and checks the arguments. */
export interface AiTool {
  /** How the model calls it. */
  name: string
  /** What it does and when to use it, for the model. */
  description: string
  /** Without additional properties, and with every property required. */
  inputSchema: TObject
  /**
   * Does the work. What it needs to say about a failure goes into its answer: it throws only when `signal` aborts.
   *
   * @param input arguments that match the schema.
   * @returns JSON for the model. It is data, whatever it says.
   */
  execute(input: unknown, progress: Progress, signal: AbortSignal): Promise<object>
}

/** A file or a picture that the model is to look at. */
export interface AiAttachment {
  path: string
  filename: string
  contentType: string
}

export interface AiRequest<Answer extends TSchema> {
  systemPrompt: string
  userPrompt: string
  /** `null` for none; left out for the configured one. */
  reasoningEffort?: 'low' | 'medium' | 'high' | null
  /** Whether the model tells its reasoning's headings as progress; only of a streamed run. */
  reasoningSummary?: boolean
  /** Whether the model may search the web. */
  webSearch?: boolean
  /** What the answer must look like; all its properties are required. */
  responseSchema: Answer
  responseName: string
  tools?: readonly AiTool[]
  /** Pictures are shown to the model, other files uploaded for the time of the run. The caller keeps its files. */
  attachments?: readonly AiAttachment[]
  /** Where it is told how far the run is, from 0 to 1; a run without one is not streamed. */
  progress?: Progress
  signal: AbortSignal
}

/** What a run has used. */
export interface AiUsage {
  inputTokens: number
  /** Part of the input. */
  cachedInputTokens: number
  outputTokens: number
  /** Part of the output. */
  reasoningTokens: number
  webSearches: number
}

export interface AiAnswer<Parsed> {
  parsed: Parsed
  outputText: string
  elapsedSeconds: number
  usage: AiUsage
  /** Null for a model without a price. */
  costDollars: number | null
}

export interface AiRunner {
  /**
   * Lets the model work until it has answered.
   *
   * @throws AiError when the model could not be reached, or gave no answer that matches the schema; the signal's reason when it aborts.
   */
  run<Answer extends TSchema>(request: AiRequest<Answer>): Promise<AiAnswer<Static<Answer>>>
}

/** The model, or why there is none. */
export type AiProvider = { runner: AiRunner } | { runner: null; reason: string }

/** What was wrong with a run: the model did not answer, its answer does not match the schema, or the day's budget is spent. */
export type AiErrorKind = 'no_answer' | 'invalid_answer' | 'over_budget'

/** A run has failed. The message is short and for users; what is behind it is the cause. */
export class AiError extends Error {
  override readonly name = 'AiError'
  readonly kind: AiErrorKind

  constructor(message: string, { kind = 'no_answer', cause }: { kind?: AiErrorKind; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}
