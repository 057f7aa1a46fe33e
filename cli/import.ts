import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { type SpooledFile, spool, TooLargeError } from '../plugins/spool/spooled-file.ts'
import type { ImportDto, ImportRowDto } from '../services/exchange/imports/schemas.ts'
import { NOBODY } from '../services/stock/operations/operation.ts'
import type { CommandContext } from './command-context.ts'
import { openImportServices } from './import-services.ts'
import type { ImportRequest } from './parse-import.ts'
import { progressBar } from './progress-bar.ts'
import { Refusal } from './refusal.ts'

const SHOWN_PROBLEMS = 20
/** Some rows have errors, so nothing or only the others were written. */
const ROWS_WITH_ERRORS = 3
const CALLER = { subject: null, author: NOBODY }

type Services = Awaited<ReturnType<typeof openImportServices>>

/**
 * Reads a file and says what it would change; writes it when that was asked for. What is said goes to standard error,
 * with `json` one object to standard output.
 *
 * @returns the exit code.
 */
export async function importCommand(context: CommandContext, request: ImportRequest): Promise<number> {
  const bar = progressBar(context.say)
  const services = await openImportServices(context, bar.show)
  const file = await receive(request.file, context.settings.maxImportSize)
  try {
    const read = await add(services, request, file)
    bar.clear()
    if (read.status === 'failed') return end(context, request, read, [], 1)
    const problems = await problemsOf(services, read)
    if (!request.json) tellProposal(context, read, problems)
    return await commit(services, context, request, read, { problems, clear: bar.clear })
  } finally {
    bar.clear()
    await file.dispose()
    await services.close()
  }
}

async function receive(path: string, maxSize: number): Promise<SpooledFile> {
  const source = path === '-' ? process.stdin : createReadStream(path)
  try {
    return await spool(source, tmpdir(), () => maxSize)
  } catch (error) {
    if (error instanceof TooLargeError)
      throw new Refusal(`The file is larger than MAX_IMPORT_SIZE allows: ${maxSize} bytes`)
    throw new Refusal(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function add(
  { imports, mappings, read }: Services,
  request: ImportRequest,
  file: SpooledFile,
): Promise<ImportDto> {
  const mapping = request.mapping === null ? null : (await mappings.list()).find(({ name }) => name === request.mapping)
  if (mapping === undefined) throw new Refusal(`There is no mapping named ${request.mapping}`)
  const { id } = await imports.add(
    {
      fileName: request.file === '-' ? 'standard input' : basename(request.file),
      file,
      kind: request.kind,
      mappingId: mapping?.id ?? null,
      options: request.options,
    },
    CALLER,
  )
  await read()
  return imports.get(id)
}

async function problemsOf({ rows }: Services, { id }: ImportDto): Promise<ImportRowDto[]> {
  const errors = await rows.list(id, { show: 'errors', limit: SHOWN_PROBLEMS, after: 0 })
  const warnings = await rows.list(id, { show: 'warnings', limit: SHOWN_PROBLEMS, after: 0 })
  const known = new Set(errors.map(({ row_no }) => row_no))
  return [...errors, ...warnings.filter(({ row_no }) => !known.has(row_no))].slice(0, SHOWN_PROBLEMS)
}

function tellProposal({ say }: CommandContext, read: ImportDto, problems: readonly ImportRowDto[]): void {
  const { summary, detected } = read
  say(
    `Kind: ${read.kind ?? 'not recognised'}${read.kind_reasons.length > 0 ? ` (${read.kind_reasons.join(', ')})` : ''}`,
  )
  say(`Form: ${[detected?.format, detected?.encoding, detected?.seller].filter(Boolean).join(', ')}`)
  for (const { header, field } of read.columns) say(`  ${header}: ${field ?? 'not used'}`)
  if (summary) {
    say(
      `Rows: ${summary.rows}, good ${summary.good}, warnings ${summary.warnings}, errors ${summary.errors}, same ${summary.same}`,
    )
    say(
      `Changes: ${summary.changes}, new parts ${summary.to_create.parts}, new kit lines ${summary.to_create.kit_lines}`,
    )
  }
  for (const { row_no, errors, warnings } of problems) {
    for (const { code, message } of [...errors, ...warnings]) say(`Row ${row_no}: ${code}: ${message}`)
  }
}

async function commit(
  services: Services,
  context: CommandContext,
  request: ImportRequest,
  read: ImportDto,
  { problems, clear }: { problems: ImportRowDto[]; clear: () => void },
): Promise<number> {
  const hasErrors = (read.summary?.errors ?? 0) > 0
  const code = hasErrors ? ROWS_WITH_ERRORS : 0
  if (request.commit === null || (request.commit === 'all' && hasErrors))
    return end(context, request, read, problems, code)
  await services.imports.commit(read.id, { version: read.version, rows: request.commit }, CALLER)
  await services.commit()
  clear()
  const written = await services.imports.get(read.id)
  if (written.status !== 'committed') return end(context, request, written, problems, ROWS_WITH_ERRORS)
  if (!request.json) {
    context.say(
      `Import ${written.id} is written: ${written.report?.committed_rows ?? 0} rows, ${written.report?.changes ?? 0} changes`,
    )
  }
  return end(context, request, written, problems, code)
}

function end(
  { say }: CommandContext,
  { json }: ImportRequest,
  found: ImportDto,
  problems: readonly ImportRowDto[],
  code: number,
): number {
  if (json) console.log(JSON.stringify({ import: found, problems }))
  else if (found.error !== null) say(`${found.error_code}: ${found.error}`)
  return code
}

/** Takes an import back. @returns the exit code. */
export async function undoImport(context: CommandContext, id: number): Promise<number> {
  const services = await openImportServices(context, () => {})
  try {
    await services.undo.undo(id, CALLER)
    context.say(`Import ${id} was taken back`)
    return 0
  } finally {
    await services.close()
  }
}
