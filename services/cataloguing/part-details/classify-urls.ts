import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Semaphore } from '../../documents/images/semaphore.ts'
import type { DetectedType, UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { Progress } from '../../work/tasks/task.ts'

const Input = Type.Object(
  { urls: Type.Array(Type.String({ description: 'An absolute http or https URL' })) },
  { additionalProperties: false },
)

type Classification = 'pdf' | 'image' | 'webpage' | 'invalid'

const CLASSIFICATIONS: Readonly<Record<NonNullable<DetectedType>, Classification>> = {
  pdf: 'pdf',
  image: 'image',
  url: 'webpage',
}
const PARALLEL = 4
/** A model needs a handful; what is beyond these counts as invalid, unfetched. */
const MAX_URLS = 30

/** Tells a model what URLs lead to. */
export class ClassifyUrls implements AiTool {
  readonly name = 'classify_urls'
  readonly description =
    'Fetches URLs and tells for each whether it leads to a pdf, an image or a webpage, or is invalid because nothing usable is there. Answers in the order of the input. Use it on every URL before you return it.'
  readonly inputSchema = Input
  readonly #reader: UrlReader

  constructor(reader: UrlReader) {
    this.#reader = reader
  }

  async execute(input: unknown, progress: Progress, signal: AbortSignal): Promise<object> {
    if (!Value.Check(Input, input)) return { urls: [] }
    return this.#classifyAll(input, progress, signal)
  }

  async #classifyAll({ urls }: Static<typeof Input>, progress: Progress, signal: AbortSignal) {
    progress.sendProgressText(`Checking ${urls.length === 1 ? 'a link' : `${urls.length} links`}`)
    const slots = new Semaphore(PARALLEL)
    const classified = urls.map(async (url, position) => ({
      url,
      classification: position < MAX_URLS ? await slots.run(() => this.#classify(url, signal)) : 'invalid',
    }))
    return { urls: await Promise.all(classified) }
  }

  async #classify(url: string, signal: AbortSignal): Promise<Classification> {
    try {
      const read = await this.#reader.read(url, { signal })
      await read.dispose()
      return read.detectedType === null ? 'invalid' : CLASSIFICATIONS[read.detectedType]
    } catch {
      signal.throwIfAborted()
      return 'invalid'
    }
  }
}
