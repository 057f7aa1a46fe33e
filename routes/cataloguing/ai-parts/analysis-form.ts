import { createHash } from 'node:crypto'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { canonicalMediaType } from '../../../plugins/media-types/canonical-media-type.ts'
import { sniffMediaType } from '../../../plugins/media-types/sniff-media-type.ts'
import { isShortage } from '../../../plugins/system-shortage.ts'
import { isReadableText, UNREADABLE_TEXT } from '../../../plugins/validation/readable-text.ts'
import type { Picture } from '../../../services/cataloguing/part-analysis/picture-store.ts'
import { refuseField, refuseRequest } from './refusal.ts'

/** What the user says and shows; at least one of the two is there. */
export interface AnalysisForm {
  text: string | null
  picture: Picture | null
}

/** A form as it came. */
interface SentForm {
  text: string
  /** Whether there was more text than is read. */
  isCut: boolean
  image: { declaredType: string; bytes: Buffer; isCut: boolean } | null
}

const MAX_TEXT = 10_000
const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']
const MEBIBYTE = 2 ** 20

/** `text` has room for as many characters as are allowed, in UTF-8, and one more. */
export const FORM_LIMITS = {
  files: 5,
  fields: 20,
  parts: 25,
  fieldSize: 4 * (MAX_TEXT + 1),
  headerPairs: 50,
  fileSize: Number.POSITIVE_INFINITY,
}

/** Reads a file to its end, since an answer before that would not reach every client, but keeps no more than allowed. */
async function receive({ mimetype, file }: MultipartFile, maxBytes: number): Promise<SentForm['image']> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of file) {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
  }
  return { declaredType: mimetype, bytes: Buffer.concat(chunks), isCut: size > maxBytes }
}

async function readParts(request: FastifyRequest, maxBytes: number): Promise<SentForm> {
  const form: SentForm = { text: '', isCut: false, image: null }
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname !== 'text' || form.text !== '') continue
      form.text = String(part.value)
      form.isCut = part.valueTruncated
    } else if (part.fieldname === 'image' && part.filename && form.image === null) {
      form.image = await receive(part, maxBytes)
    } else part.file.resume()
  }
  return form
}

/** What a form says. Of a file that is too large, nothing more counts. */
function partsOf({ text, isCut, image }: SentForm): (string | null)[] {
  const said = [text, isCut ? 'more' : null]
  if (image === null) return said
  const bytes = image.isCut ? 'more' : createHash('sha256').update(image.bytes).digest('hex')
  return [...said, image.declaredType, bytes]
}

function assertPictureType(type: string): void {
  if (PICTURE_TYPES.includes(canonicalMediaType(type))) return
  throw refuseField('image', `has the type ${type}, which is not supported; supported are ${PICTURE_TYPES.join(', ')}`)
}

/** What the client says it is must be a picture, and its bytes must be one; what these are is what counts. */
async function toPicture({ image }: SentForm, maxBytes: number): Promise<Picture | null> {
  if (image === null) return null
  assertPictureType(image.declaredType)
  if (image.isCut) throw refuseField('image', `is too large, maximum size: ${(maxBytes / MEBIBYTE).toFixed(1)}MB`)
  if (image.bytes.length === 0) return null
  const contentType = await sniffMediaType(image.bytes)
  assertPictureType(contentType)
  return { bytes: image.bytes, contentType }
}

function toText({ text, isCut }: SentForm): string | null {
  if (isCut || [...text].length > MAX_TEXT) throw refuseField('text', `must have at most ${MAX_TEXT} characters`)
  if (text.includes('\0')) throw refuseField('text', 'must not contain the character U+0000')
  if (!isReadableText(text)) throw refuseField('text', UNREADABLE_TEXT)
  return text.trim() || null
}

/**
 * Reads what is to be analysed.
 *
 * @param maxBytes greatest size of a picture.
 * @throws RequestValidationError that says what to mend.
 */
export async function readAnalysisForm(request: FastifyRequest, maxBytes: number): Promise<AnalysisForm> {
  if (!/^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '')) {
    throw refuseField('Content-Type', 'must be multipart/form-data')
  }
  const sent = await readParts(request, maxBytes).catch((error) => {
    if (isShortage(error)) throw error
    request.log.info({ err: error }, 'a form could not be read')
    throw refuseRequest('The form could not be read to its end')
  })
  await request.server.auth.demandStill(request)
  await request.identifyForm(partsOf(sent))
  const picture = await toPicture(sent, maxBytes)
  const text = toText(sent)
  if (text === null && picture === null) throw refuseRequest('Say or show what the part is: text or image')
  return { text, picture }
}
