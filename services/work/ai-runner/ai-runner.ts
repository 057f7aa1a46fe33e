import type { Static, TObject, TSchema } from 'typebox'
import type { Progress } from '../tasks/task.ts'
import type { KnownAddresses } from './known-addresses.ts'

/** A function that the model may call while it works. Its schema is shown to the model and checks the arguments. */
export interface AiTool {
  /** How the model calls it. */
  name: string
  /** What it does and when to use it, for the model. */
  description: string
  /** Without additional properties, and with every property required. */
  inputSchema: TObject
  /** Whether the addresses in its answers may be fetched: they come from a server that the operator has chosen. */
  namesAddresses?: boolean
  /**
   * Does the work. A failure is described in its answer: it throws only when `signal` aborts.
   *
   * @param input arguments that match the schema.
   * @param addresses those that may be fetched in this run; each fetch has to be permitted by `take`.
   * @returns JSON for the model. The model is told to treat it as data, not as instructions.
   */
  execute(input: unknown, progress: Progress, signal: AbortSignal, addresses: KnownAddresses): Promise<object>
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
  /** Whether the headings of the model's reasoning are sent as progress; only in a streamed run. */
  reasoningSummary?: boolean
  /** Whether the model may search the web. */
  webSearch?: boolean
  /** What the answer must look like; all its properties are required. */
  responseSchema: Answer
  responseName: string
  tools?: readonly AiTool[]
  /** Pictures are shown to the model, other files uploaded for the time of the run. The caller keeps its files. */
  attachments?: readonly AiAttachment[]
  /** Gets the addresses that the prompt, searches and tools name, for whoever fetches some of them after the run. */
  addresses?: KnownAddresses
  /** Gets the progress of the run, from 0 to 1; a run without it is not streamed. */
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

/** Why a run failed: the model did not answer, its answer does not match the schema, or the day's budget is spent. */
export type AiErrorKind = 'no_answer' | 'invalid_answer' | 'over_budget'

/** A run has failed. The message is short and for users; `cause` has the details. */
export class AiError extends Error {
  override readonly name = 'AiError'
  readonly kind: AiErrorKind

  constructor(message: string, { kind = 'no_answer', cause }: { kind?: AiErrorKind; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
  }
}
