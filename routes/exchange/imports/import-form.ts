import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { BareRefusal } from '../../../plugins/errors/bare-refusal.ts'
import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { isFullDisk } from '../../../plugins/errors/full-disk.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { INT4_MAX } from '../../../plugins/int4.ts'
import { type SpooledFile, spool, TooLargeError } from '../../../plugins/spool/spooled-file.ts'
import { isShortage } from '../../../plugins/system-shortage.ts'
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
const PARTS = ['file', 'kind', 'mapping_id', 'options']
/** Of a name that a form gives, as much as is repeated to whoever has sent it. */
const SHOWN_LENGTH = 60

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
  /** Names of parts that no import has. */
  unknown: Set<string>
}

/**
 * Reads a form with a file; what is said about it may come before or after it.
 *
 * @param maxSize bytes of the file.
 * @throws BareRefusal 400 without a file, RequestValidationError for parts that there are not and fields that cannot be
 *   read, DomainError 400 for a file without any byte, 409 for one that is too large.
 */
export async function readImportForm(request: FastifyRequest, folder: string, maxSize: number): Promise<ImportForm> {
  const form: Received = { file: null, fields: new Map(), unknown: new Set() }
  try {
    await collect(request, form, folder, maxSize)
    await request.server.auth.demandStill(request)
    return await checked(request, form)
  } catch (error) {
    await form.file?.content?.dispose()
    throw error
  }
}

async function collect(request: FastifyRequest, form: Received, folder: string, maxSize: number): Promise<void> {
  try {
    for await (const part of request.parts()) {
      if (!PARTS.includes(part.fieldname)) form.unknown.add(part.fieldname)
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
    if (isShortage(cause) || isFullDisk(cause)) throw cause
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

function unknownParts(names: Iterable<string>): RequestValidationError {
  return new RequestValidationError(
    Array.from(names, (name) => ({
      field: name.slice(0, SHOWN_LENGTH),
      message: `is not a known part of the form; known are ${PARTS.join(', ')}`,
    })),
  )
}

async function checked(request: FastifyRequest, { file, fields, unknown }: Received): Promise<ImportForm> {
  await request.identifyForm([file?.name ?? null, file?.content?.sha256 ?? null, ...[...fields].flat()])
  if (file === null) throw new BareRefusal(400, 'No file provided')
  if (file.name === '') throw new BareRefusal(400, 'No file selected')
  for (const [field, text] of [['file', file.name] as const, ...fields]) {
    if (!isReadableText(text))
      throw new RequestValidationError([{ field: field.slice(0, SHOWN_LENGTH), message: UNREADABLE_TEXT }])
  }
  if (unknown.size > 0) throw unknownParts(unknown)
  const known = {
    kind: kindOf(given(fields, 'kind')),
    mappingId: idOf(given(fields, 'mapping_id')),
    options: optionsOf(given(fields, 'options')),
  }
  if (file.refusal !== null || file.content === null) throw file.refusal
  if (file.content.size === 0)
    throw new DomainError(400, 'EMPTY', 'The file is empty', 'Send a file that has rows', { field: 'file' })
  return { file: { name: file.name, content: file.content }, ...known }
}

/** A field of the form. One that is blank, or null in JSON, is as good as none. */
function given(fields: ReadonlyMap<string, string>, name: string): string | null {
  const text = fields.get(name)?.trim() ?? ''
  return text === '' || text === 'null' ? null : text
}

function kindOf(text: string | null): ImportKind | null {
  if (text === null) return null
  const kind = IMPORT_KINDS.find((each) => each === text)
  if (kind === undefined)
    throw new RequestValidationError([{ field: 'kind', message: `must be one of ${IMPORT_KINDS.join(', ')}` }])
  return kind
}

function idOf(text: string | null): number | null {
  if (text === null) return null
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > INT4_MAX)
    throw new RequestValidationError([{ field: 'mapping_id', message: 'must be the id of a mapping' }])
  return Number(text)
}

const OptionsObject = Type.Record(Type.String(), Type.Unknown())

function optionsOf(text: string | null): Record<string, unknown> {
  if (text === null) return {}
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
