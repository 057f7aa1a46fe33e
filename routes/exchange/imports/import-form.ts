import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { type SpooledFile, spool, TooLargeError } from '../../../plugins/spool/spooled-file.ts'
import { isReadableText, UNREADABLE_TEXT } from '../../../plugins/validation/readable-text.ts'
import { IMPORT_KINDS, type ImportKind } from '../../../services/exchange/reading/kinds.ts'

export const FORM_LIMITS = {
  files: 2,
  fields: 20,
  parts: 22,
  fieldSize: 100_000,
  headerPairs: 50,
  fileSize: Number.POSITIVE_INFINITY,
}
const MEBIBYTE = 2 ** 20

/** A form with a file to import. Whoever has it disposes of the file. */
export interface ImportForm {
  file: { name: string; content: SpooledFile }
  kind: ImportKind | null
  mappingId: number | null
  options: Record<string, unknown>
}

interface Received {
  file: { name: string; content: SpooledFile | null; refusal: unknown } | null
  fields: Map<string, string>
}

/**
 * Reads a form with a file; what is said about it may come before or after it.
 *
 * @param maxSize bytes of the file.
 * @throws BareRefusal 400 without a file, RequestValidationError for fields that cannot be read, DomainError 409 for a
 *   file that is too large.
 */
export async function readImportForm(request: FastifyRequest, folder: string, maxSize: number): Promise<ImportForm> {
  const form: Received = { file: null, fields: new Map() }
  try {
    await collect(request, form, folder, maxSize)
    return await checked(request, form)
  } catch (error) {
    await form.file?.content?.dispose()
    throw error
  }
}

async function collect(request: FastifyRequest, form: Received, folder: string, maxSize: number): Promise<void> {
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (!form.fields.has(part.fieldname)) form.fields.set(part.fieldname, textOf(part.value))
      } else if (part.fieldname === 'file' && part.filename !== undefined && form.file === null) {
        const { filename, file } = part
        form.file = { name: filename, content: null, refusal: null }
        if (filename !== '') await receive(form.file, file.iterator({ destroyOnReturn: false }), folder, maxSize)
        file.resume()
      } else part.file.resume()
    }
  } catch (cause) {
    request.log.info({ err: cause }, 'a form could not be read')
    throw new BareRefusal(400, 'The form with the file could not be read to its end')
  }
}

/** A part that says that it is JSON was read as such. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A file that is too large is remembered as such: the form goes on after it. */
async function receive(
  file: NonNullable<Received['file']>,
  source: AsyncIterable<Uint8Array>,
  folder: string,
  maxSize: number,
): Promise<void> {
  try {
    file.content = await spool(source, folder, () => maxSize)
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error
    file.refusal = tooLarge(maxSize)
  }
}

/** 409 that names the limit. */
export function tooLarge(maxSize: number): Error {
  const limit = Math.round((maxSize / MEBIBYTE) * 100) / 100
  return invalidOperation('import file', `file too large, maximum size: ${limit} MB`)
}

async function checked(request: FastifyRequest, { file, fields }: Received): Promise<ImportForm> {
  await request.identifyForm([file?.name ?? null, file?.content?.sha256 ?? null, ...[...fields].flat()])
  if (file === null) throw new BareRefusal(400, 'No file provided')
  if (file.name === '') throw new BareRefusal(400, 'No file selected')
  for (const [field, text] of [['file', file.name] as const, ...fields]) {
    if (!isReadableText(text))
      throw new RequestValidationError([{ field: field.slice(0, 60), message: UNREADABLE_TEXT }])
  }
  const known = {
    kind: kindOf(fields.get('kind')),
    mappingId: idOf(fields.get('mapping_id')),
    options: optionsOf(fields.get('options')),
  }
  if (file.refusal !== null || file.content === null) throw file.refusal
  return { file: { name: file.name, content: file.content }, ...known }
}

function kindOf(text: string | undefined): ImportKind | null {
  if (text === undefined || text === '') return null
  const kind = IMPORT_KINDS.find((each) => each === text)
  if (kind === undefined)
    throw new RequestValidationError([{ field: 'kind', message: `must be one of ${IMPORT_KINDS.join(', ')}` }])
  return kind
}

function idOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > INT4_MAX)
    throw new RequestValidationError([{ field: 'mapping_id', message: 'must be the id of a mapping' }])
  return Number(text)
}

const OptionsObject = Type.Record(Type.String(), Type.Unknown())

function optionsOf(text: string | undefined): Record<string, unknown> {
  if (text === undefined || text.trim() === '') return {}
  const options = parse(text)
  if (!Value.Check(OptionsObject, options)) {
    throw new RequestValidationError([{ field: 'options', message: 'must be a JSON object' }])
  }
  return options
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
