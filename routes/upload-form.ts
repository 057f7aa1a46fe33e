import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { BareRefusal } from '../plugins/errors/bare-refusal.ts'
import { isFullDisk } from '../plugins/errors/full-disk.ts'
import { RequestValidationError } from '../plugins/errors/validation-error.ts'
import { acceptForms } from '../plugins/external/forms.ts'
import { isShortage } from '../plugins/system-shortage.ts'
import { isReadableText, UNREADABLE_TEXT } from '../plugins/validation/readable-text.ts'
import type { TypedFile } from '../services/documents/documents/file-rules.ts'

/** A form is a file and a few words about it; `title` has room for more characters than are allowed, in UTF-8. */
const LIMITS = {
  files: 10,
  fields: 50,
  parts: 60,
  fieldSize: 4096,
  headerPairs: 50,
  fileSize: Number.POSITIVE_INFINITY,
}

/** A file in a form, for readers of the API: it is read while it comes, and never as a whole. */
export function FilePart(description: string) {
  return Type.Unsafe<Buffer>({ type: 'string', format: 'binary', minLength: 1, description })
}

/** An answer of bytes that are not JSON, by their media types. */
export function bytes(description: string, ...types: [string, ...string[]]) {
  const schema = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })
  return { description, content: Object.fromEntries(types.map((type) => [type, { schema }])) }
}

/** Lets the routes of this instance receive forms that `readUploadForm` reads. */
export async function acceptUploadForms(app: FastifyInstance): Promise<void> {
  await acceptForms(app, LIMITS)
}

/** Receives the bytes of a file, and keeps or refuses them. It may leave off before the end. */
export type ReceiveFile = (source: AsyncIterable<Uint8Array>) => Promise<TypedFile>

/** A form as it came. Whoever has it calls `dispose` in the end. */
export interface UploadForm {
  /** The first part named `file` that is a file; its name may be empty. */
  file: { name: string; content: TypedFile | null; refusal: unknown } | null
  /** The first part named `title`. */
  title: string | null
  dispose(): Promise<void>
}

interface FilePart {
  filename: string | undefined
  file: NodeJS.ReadableStream & { iterator(options: { destroyOnReturn: boolean }): AsyncIterable<Uint8Array> }
}

/** A file that is refused is remembered as such: what else is wrong with the form may come first. */
async function receivePart({ filename = '', file }: FilePart, receive: ReceiveFile): Promise<UploadForm['file']> {
  try {
    // The form goes on after a file that is refused.
    const content = filename === '' ? null : await receive(file.iterator({ destroyOnReturn: false }))
    return { name: filename, content, refusal: null }
  } catch (refusal) {
    return { name: filename, content: null, refusal }
  } finally {
    file.resume()
  }
}

interface Collected extends UploadForm {
  /** The first field whose text has lost bytes. */
  unreadable: 'title' | 'file' | null
}

async function collect(request: FastifyRequest, form: Collected, receive: ReceiveFile): Promise<void> {
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'title' && form.title === null) {
        form.title = String(part.value)
        // A text that is cut may end within a character; it is too long in any case.
        if (!part.valueTruncated) form.unreadable ??= isReadableText(form.title) ? null : 'title'
      }
    } else if (part.fieldname === 'file' && part.filename !== undefined && form.file === null) {
      form.file = await receivePart(part, receive)
      if (!isReadableText(part.filename)) form.unreadable ??= 'file'
    } else part.file.resume()
  }
}

function unreadableText(field: 'title' | 'file'): RequestValidationError {
  const message = field === 'title' ? UNREADABLE_TEXT : `has a name that ${UNREADABLE_TEXT}`
  return new RequestValidationError([{ field, message }])
}

/**
 * Reads a form with a file.
 *
 * @throws BareRefusal 400 when it is no readable form, RequestValidationError 400 for text that is not UTF-8.
 */
export async function readUploadForm(request: FastifyRequest, receive: ReceiveFile): Promise<UploadForm> {
  const dispose = async () => form.file?.content?.file.dispose()
  const form: Collected = { file: null, title: null, unreadable: null, dispose }
  try {
    await collect(request, form, receive)
  } catch (cause) {
    await form.dispose()
    if (isShortage(cause) || isFullDisk(cause)) throw cause
    request.log.info({ err: cause }, 'a form could not be read')
    throw new BareRefusal(400, 'The form with the file could not be read to its end')
  }
  try {
    await request.server.auth.demandStill(request)
    if (form.unreadable !== null) throw unreadableText(form.unreadable)
  } catch (refusal) {
    await form.dispose()
    throw refusal
  }
  return form
}

/** What a form says, for `identifyForm`: of its file the name, and the bytes or why they are refused. */
export function partsOf({ title, file }: UploadForm): (string | null)[] {
  if (file === null) return [title]
  const { name, content, refusal } = file
  return [title, name, content?.file.sha256 ?? null, refusal instanceof Error ? refusal.message : null]
}

/**
 * The file of a form.
 *
 * @throws BareRefusal 400 when there is none, or it has no name.
 */
export function namedFile({ file }: UploadForm): NonNullable<UploadForm['file']> {
  if (file === null) throw new BareRefusal(400, 'No file provided')
  if (file.name === '') throw new BareRefusal(400, 'No file selected')
  return file
}

/** What was received of a file. @throws what it was refused with. */
export function receivedContent({ content, refusal }: NonNullable<UploadForm['file']>): TypedFile {
  if (content === null) throw refusal
  return content
}
