import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Log } from '../../../plugins/log.ts'
import { OutboundError } from '../../../plugins/outbound/outbound-error.ts'
import type { ReadUrl, UrlReader } from '../../documents/url-reader/url-reader.ts'
import { AiError, type AiProvider, type AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { KnownAddresses } from '../../work/ai-runner/known-addresses.ts'
import type { Progress } from '../../work/tasks/task.ts'
import { SpecDetails } from '../part-details/details-schema.ts'
import { normalisationSection } from '../part-details/normalisation.ts'
import { promptTemplate } from '../part-details/prompt-template.ts'

const Input = Type.Object(
  {
    analysis_query: Type.String({
      description: 'What is known of the wanted part: maker, part number, kind, key specifications',
    }),
    datasheet_url: Type.String({ description: 'An absolute http or https URL of a PDF' }),
  },
  { additionalProperties: false },
)

/** The answer of the tool; one of the two is null. */
export const DatasheetAnswer = Type.Object(
  { specs: Type.Union([SpecDetails, Type.Null()]), error: Type.Union([Type.String(), Type.Null()]) },
  { additionalProperties: false },
)
export type DatasheetAnswer = Static<typeof DatasheetAnswer>

const NOT_FETCHED =
  'This address is not fetched: only those that the user, a distributor or a search has named, or that stand on a page which classify_urls has fetched, and only so many in all'

/** Greatest PDF that models accept (OpenAI, "File inputs"). */
const MAX_PDF_MEGABYTES = 50

const renderPrompt = promptTemplate<'normalisation' | 'wanted'>(new URL('./datasheet-prompt.md', import.meta.url))

export interface ExtractSpecsOptions {
  reader: Pick<UrlReader, 'read'>
  provider: AiProvider
  /** The names of the types of the inventory, sorted. */
  typeNames: () => Promise<readonly string[]>
  log: Log
}

const withoutSpecs = (error: string): DatasheetAnswer => ({ specs: null, error })

/** A model reads a datasheet in a run of its own, so that the PDF does not use tokens of the calling run. */
export class ExtractSpecsFromDatasheet implements AiTool {
  readonly name = 'extract_specs_from_datasheet'
  readonly description =
    'Downloads a datasheet and extracts the specifications of a part from it. The URL must lead to a PDF. Answers with specs, or with an error when there is no PDF, or when it is about another part. Use it before you look for specifications elsewhere; its values are authoritative.'
  readonly inputSchema = Input
  readonly #options: ExtractSpecsOptions

  constructor(options: ExtractSpecsOptions) {
    this.#options = options
  }

  async execute(
    input: unknown,
    progress: Progress,
    signal: AbortSignal,
    addresses: KnownAddresses,
  ): Promise<DatasheetAnswer> {
    if (!Value.Check(Input, input)) return withoutSpecs('The arguments do not match the schema')
    if (addresses.take(input.datasheet_url) !== 'granted') return withoutSpecs(NOT_FETCHED)
    progress.sendProgressText('Reading the datasheet')
    const read = await this.#download(input.datasheet_url, signal)
    if (typeof read === 'string') return withoutSpecs(`Failed to download datasheet: ${read}`)
    try {
      return await this.#extract(input.analysis_query, read, progress, signal)
    } finally {
      await read.dispose()
    }
  }

  /** @returns the document, or why the download failed. */
  async #download(url: string, signal: AbortSignal): Promise<ReadUrl | string> {
    try {
      return await this.#options.reader.read(url, { signal })
    } catch (err) {
      signal.throwIfAborted()
      if (err instanceof OutboundError) return err.message
      this.#options.log.error({ err }, 'a datasheet could not be downloaded')
      return 'something went wrong on our side'
    }
  }

  async #extract(wanted: string, read: ReadUrl, progress: Progress, signal: AbortSignal): Promise<DatasheetAnswer> {
    const { provider, typeNames, log } = this.#options
    const { file, contentType } = read.content
    if (read.detectedType !== 'pdf') return withoutSpecs('The URL is not a valid PDF datasheet')
    if (file.size > MAX_PDF_MEGABYTES * 1024 * 1024) {
      return withoutSpecs(`The PDF is larger than ${MAX_PDF_MEGABYTES} MB, which cannot be read`)
    }
    if (provider.runner === null) return withoutSpecs('AI runner not available')
    try {
      const normalisation = normalisationSection(await typeNames())
      const { parsed } = await provider.runner.run({
        systemPrompt: renderPrompt({ normalisation, wanted: JSON.stringify(wanted) }),
        userPrompt: 'Extract the specifications of the wanted part from the attached datasheet.',
        reasoningEffort: null,
        reasoningSummary: true,
        responseSchema: DatasheetAnswer,
        responseName: 'datasheet_answer',
        attachments: [{ path: file.path, filename: 'datasheet.pdf', contentType }],
        progress,
        signal,
      })
      return parsed.specs === null && parsed.error === null ? withoutSpecs('The PDF says nothing usable') : parsed
    } catch (err) {
      signal.throwIfAborted()
      if (err instanceof AiError) log.info({ err }, 'a datasheet was not read')
      else log.error({ err }, 'the extraction from a datasheet failed')
      const cause = err instanceof AiError ? err.message : 'something went wrong on our side'
      return withoutSpecs(`AI extraction failed: ${cause}`)
    }
  }
}
