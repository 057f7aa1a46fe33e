import type OpenAI from 'openai'
import type {
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses'
import { BrokenStreamError, UnreadableResponseError } from './model-failure.ts'
import type { RunProgress } from './run-progress.ts'

/** The heading of a summary of the model's reasoning. */
const HEADING = /^\s*\*\*([^\n]+?)\*\*[ \t]*\r?\n/
const MAX_QUERY = 200

/** Sends progress from the events of a stream. */
class StreamProgress {
  readonly #progress: RunProgress
  #answering = false

  constructor(progress: RunProgress) {
    this.#progress = progress
  }

  handle(event: ResponseStreamEvent): void {
    if (event.type === 'response.output_item.done' && event.item.type === 'web_search_call') {
      // Servers other than OpenAI's may leave the action out.
      const action = event.item.action?.type === 'search' ? event.item.action : undefined
      const query = action?.queries?.[0] ?? action?.query
      if (query) this.#progress.sendProgressText(`Searched the web for "${query.slice(0, MAX_QUERY)}"`)
    }
    if (event.type === 'response.content_part.added' && !this.#answering) {
      this.#answering = true
      this.#progress.answerBegun()
    }
    if (event.type === 'response.reasoning_summary_text.done') {
      const [, heading] = HEADING.exec(event.text) ?? []
      if (heading) this.#progress.sendProgressText(heading)
    }
  }
}

function endOf(event: ResponseStreamEvent): Response | undefined {
  const isEnd =
    event.type === 'response.completed' || event.type === 'response.failed' || event.type === 'response.incomplete'
  return isEnd ? event.response : undefined
}

async function receiveStream(
  client: OpenAI,
  params: ResponseCreateParamsNonStreaming,
  progress: RunProgress,
  signal: AbortSignal,
): Promise<Response> {
  const streamProgress = new StreamProgress(progress)
  const stream = await client.responses.create({ ...params, stream: true }, { signal })
  for await (const event of stream) {
    const response = endOf(event)
    if (response) return response
    streamProgress.handle(event)
  }
  // The client ends the stream without an error when the signal aborts.
  signal.throwIfAborted()
  throw new BrokenStreamError('The stream ended before the response was complete')
}

/**
 * Calls the model once.
 *
 * @param streamed whether the answer is streamed, with progress meanwhile.
 * @throws errors of the client; UnreadableResponseError; BrokenStreamError; what `progress` throws.
 */
export async function receiveResponse(
  client: OpenAI,
  params: ResponseCreateParamsNonStreaming,
  { streamed, progress, signal }: { streamed: boolean; progress: RunProgress; signal: AbortSignal },
): Promise<Response> {
  const response = streamed
    ? await receiveStream(client, params, progress, signal)
    : await client.responses.create(params, { signal })
  if (!Array.isArray(response?.output)) throw new UnreadableResponseError('The response has no output')
  return response
}
