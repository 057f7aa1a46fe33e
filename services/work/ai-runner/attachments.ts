import { openAsBlob } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type OpenAI from 'openai'
import type { ResponseInputContent } from 'openai/resources/responses/responses'
import type { Log } from '../../../plugins/log.ts'
import type { AiAttachment } from './ai-runner.ts'
import { describeFailure, retryAdvice } from './model-failure.ts'
import { type Wait, withRetries } from './retry.ts'

/** The API removes a file that this process did not remove; an hour is the shortest time that the API allows. */
const EXPIRES_AFTER = { anchor: 'created_at', seconds: 3600 } as const
const REMOVAL_TIMEOUT_MS = 10_000

/** The attachments of one run, as parts of a message to the model. */
export class RunAttachments {
  readonly #client: OpenAI
  readonly #log: Log
  readonly #pause: Wait
  readonly #fileIds: string[] = []

  constructor({ client, log, pause }: { client: OpenAI; log: Log; pause: Wait }) {
    this.#client = client
    this.#log = log
    this.#pause = pause
  }

  /** Turns attachments into parts of a message. The caller calls `remove` in the end, also when this throws. */
  async toContent(attachments: readonly AiAttachment[], signal: AbortSignal): Promise<ResponseInputContent[]> {
    const content: ResponseInputContent[] = []
    for (const attachment of attachments) {
      const isPicture = attachment.contentType.startsWith('image/')
      content.push(isPicture ? await this.#picture(attachment) : await this.#file(attachment, signal))
    }
    return content
  }

  /** Removes the uploaded files. It never fails. */
  async remove(): Promise<void> {
    await Promise.all(this.#fileIds.splice(0).map((id) => this.#removeFile(id)))
  }

  async #picture({ path, contentType }: AiAttachment): Promise<ResponseInputContent> {
    const data = await readFile(path, 'base64')
    return { type: 'input_image', detail: 'auto', image_url: `data:${contentType};base64,${data}` }
  }

  async #file({ path, filename, contentType }: AiAttachment, signal: AbortSignal): Promise<ResponseInputContent> {
    const file = new File([await openAsBlob(path)], filename, { type: contentType })
    const params = { file, purpose: 'user_data', expires_after: EXPIRES_AFTER } as const
    const upload = () => this.#client.files.create(params, { signal })
    const { id } = await withRetries(upload, retryAdvice, this.#pause, signal)
    this.#fileIds.push(id)
    return { type: 'input_file', file_id: id }
  }

  async #removeFile(id: string): Promise<void> {
    try {
      await this.#client.files.delete(id, { signal: AbortSignal.timeout(REMOVAL_TIMEOUT_MS) })
    } catch (error) {
      this.#log.warn({ fileId: id, ...describeFailure(error) }, 'a file was not removed from the AI provider')
    }
  }
}
