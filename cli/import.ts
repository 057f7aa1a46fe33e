import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { type SpooledFile, spool, TooLargeError } from '../plugins/spool/spooled-file.ts'
import type { Caller } from '../services/exchange/imports/import-service.ts'
import type { ImportDto, ImportRowDto } from '../services/exchange/imports/schemas.ts'
import { authorOfCommand } from './author.ts'
import type { CommandContext } from './command-context.ts'
import { fileProblem } from './file-problem.ts'
import { openImportServices } from './import-services.ts'
import type { ImportRequest } from './parse-import.ts'
import { progressBar } from './progress-bar.ts'
import { Refusal } from './refusal.ts'
import { tellRefusal } from './tell-refusal.ts'

const SHOWN_PROBLEMS = 20
/** Some rows have errors, so nothing or only the others were written. */
const ROWS_WITH_ERRORS = 3

type Services = Awaited<ReturnType<typeof openImportServices>>

/**
 * Reads a file and says what it would change; writes it when that was asked for. Problems and progress go to standard
 * error, what was found and done to standard output, with `json` as one object.
 *
 * @returns the exit code.
 */
export function importCommand(context: CommandContext, request: ImportRequest): Promise<number> {
  return tellRefusal(request.json, () => importFile(context, request))
}

async function importFile(context: CommandContext, request: ImportRequest): Promise<number> {
  const caller = await callerOf(context, request.as)
  const bar = progressBar(context.say)
  const services = await openImportServices(context, bar.show)
  const file = await receive(request.file, context.settings.maxImportSize)
  try {
    const read = await add(services, request, file, caller)
    bar.clear()
    if (read.status === 'failed') return end(context, request, read, [], 1)
    const problems = await problemsOf(services, read)
    if (!request.json) tellProposal(context, read, problems)
    return await commit(services, context, request, read, { problems, caller, clear: bar.clear })
  } finally {
    bar.clear()
    await file.dispose()
    await services.close()
  }
}

async function receive(path: string, maxSize: number): Promise<SpooledFile> {
  try {
    // A stream that nobody reads yet would end the process by its error.
    const source = path === '-' ? process.stdin : (await open(path)).createReadStream()
    return await spool(source, tmpdir(), () => maxSize)
  } catch (error) {
    if (error instanceof TooLargeError)
      throw new Refusal(`The file is larger than MAX_IMPORT_SIZE allows: ${maxSize} bytes`)
    throw new Refusal(`${path === '-' ? 'Standard input' : path} cannot be read: ${fileProblem(error)}`)
  }
}

async function add(
  { imports, mappings, read }: Services,
  request: ImportRequest,
  file: SpooledFile,
  caller: Caller,
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
    caller,
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
  console.log(
    `Kind: ${read.kind ?? 'not recognised'}${read.kind_reasons.length > 0 ? ` (${read.kind_reasons.join(', ')})` : ''}`,
  )
  console.log(`Form: ${[detected?.format, detected?.encoding, detected?.seller].filter(Boolean).join(', ')}`)
  for (const { header, field } of read.columns) console.log(`  ${header}: ${field ?? 'not used'}`)
  if (summary) {
    console.log(
      `Rows: ${summary.rows}, good ${summary.good}, warnings ${summary.warnings}, errors ${summary.errors}, same ${summary.same}`,
    )
    console.log(
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
  { problems, caller, clear }: { problems: ImportRowDto[]; caller: Caller; clear: () => void },
): Promise<number> {
  const hasErrors = (read.summary?.errors ?? 0) > 0
  const code = hasErrors ? ROWS_WITH_ERRORS : 0
  if (request.commit === null || (request.commit === 'all' && hasErrors)) {
    if (!request.json) console.log(whyNothing(request, read))
    return end(context, request, read, problems, code)
  }
  await services.imports.commit(read.id, { version: read.version, rows: request.commit }, caller)
  await services.commit()
  clear()
  const written = await services.imports.get(read.id)
  if (written.status !== 'committed') {
    return end(context, request, written, problems, written.error === null ? ROWS_WITH_ERRORS : 1)
  }
  if (!request.json) {
    console.log(
      `Import ${written.id} is written: ${written.report?.committed_rows ?? 0} rows, ${written.report?.changes ?? 0} changes`,
    )
  }
  return end(context, request, written, problems, code)
}

function whyNothing({ commit }: ImportRequest, { id }: ImportDto): string {
  const cause =
    commit === null
      ? 'write it with --commit good or --commit all'
      : 'rows have errors; --commit good writes the others'
  return `Nothing was written (proposal ${id}): ${cause}`
}

function end(
  { say }: CommandContext,
  { json }: ImportRequest,
  found: ImportDto,
  problems: readonly ImportRowDto[],
  code: number,
): number {
  if (json) console.log(JSON.stringify({ import: found, problems }))
  else if (found.error !== null) say(found.error_code === null ? found.error : `${found.error_code}: ${found.error}`)
  return code
}

/** @param name of the person who imports. */
async function callerOf(context: CommandContext, name: string | null): Promise<Caller> {
  const author = await authorOfCommand(context, name)
  return { subject: author.subject, author }
}

/** Takes an import back. @param name of the person who does. @returns the exit code. */
export async function undoImport(context: CommandContext, id: number, name: string | null): Promise<number> {
  const caller = await callerOf(context, name)
  const services = await openImportServices(context, () => {})
  try {
    const { import: undone } = await services.undo.undo(id, caller)
    context.say(`Import ${id} was taken back`)
    for (const { record, name, because } of undone.staying_records) {
      context.say(`The ${record.replaceAll('_', ' ')} ${name} stays: ${because}`)
    }
    return 0
  } finally {
    await services.close()
  }
}
