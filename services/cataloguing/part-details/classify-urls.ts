import pLimit from 'p-limit'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { DetectedType, UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { KnownAddresses } from '../../work/ai-runner/known-addresses.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { linksOnPage } from './page-links.ts'

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
const NOT_FETCHED =
  'Some were not fetched: only addresses that the user, a distributor or a search has named, or that stand on a page which was fetched, and only so many in all.'

/** A tool with which a model checks what kind of content URLs have. */
export class ClassifyUrls implements AiTool {
  readonly name = 'classify_urls'
  readonly description =
    'Fetches URLs and tells for each whether it leads to a pdf, an image or a webpage, or is invalid because nothing usable is there. Only addresses that the user, a distributor or a search has named, or that stand on a page which was fetched, are fetched. Answers in the order of the input. Use it on every URL before you return it.'
  readonly inputSchema = Input
  readonly #reader: UrlReader

  constructor(reader: UrlReader) {
    this.#reader = reader
  }

  async execute(input: unknown, progress: Progress, signal: AbortSignal, addresses: KnownAddresses): Promise<object> {
    if (!Value.Check(Input, input)) return { urls: [] }
    progress.sendProgressText(`Checking ${input.urls.length === 1 ? 'a link' : `${input.urls.length} links`}`)
    return this.#classifyAll(input, signal, addresses)
  }

  async #classifyAll({ urls }: Static<typeof Input>, signal: AbortSignal, addresses: KnownAddresses) {
    const slots = pLimit(PARALLEL)
    const isGranted = urls.map((url) => addresses.take(url) === 'granted')
    const classified = urls.map(async (url, position) => ({
      url,
      classification: isGranted[position] ? await slots(() => this.#classify(url, signal, addresses)) : 'invalid',
    }))
    const answer = { urls: await Promise.all(classified) }
    return isGranted.includes(false) ? { ...answer, note: NOT_FETCHED } : answer
  }

  async #classify(url: string, signal: AbortSignal, addresses: KnownAddresses): Promise<Classification> {
    try {
      const { content, detectedType, dispose } = await this.#reader.read(url, { signal })
      try {
        if (detectedType === 'url') for (const link of await linksOnPage(content.file.path)) addresses.add(link, url)
      } finally {
        await dispose()
      }
      return detectedType === null ? 'invalid' : CLASSIFICATIONS[detectedType]
    } catch {
      signal.throwIfAborted()
      return 'invalid'
    }
  }
}
