import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExportService } from '../services/exchange/exports/export-service.ts'
import { FORMATS } from '../services/exchange/exports/metrics.ts'
import type { ExportPlan } from '../services/exchange/exports/plan.ts'
import { INVENTORY_FORMATS, inventoryPlan } from '../services/exchange/exports/plans/inventory-plan.ts'
import { kitPlan } from '../services/exchange/exports/plans/kit-plan.ts'
import { orderPlan } from '../services/exchange/exports/plans/order-plan.ts'
import { TABLE_FORMATS } from '../services/exchange/exports/plans/table-plan.ts'
import { historyPlan, partsPlan, stockPlan } from '../services/exchange/exports/plans/tables.ts'
import type { CommandContext } from './command-context.ts'
import { fileProblem, isFileProblem } from './file-problem.ts'
import type { ExportRequest } from './parse-export.ts'
import { Refusal, UsageError } from './refusal.ts'

/** The format that is asked for, the first one by default. @throws UsageError for one that the export does not have. */
function formatOf<F extends string>(format: string | null, known: readonly [F, ...F[]]): F {
  const found = format === null ? known[0] : known.find((name) => name === format)
  if (found === undefined) throw new UsageError(`The format is one of ${known.join(', ')}, not ${format}`)
  return found
}

function planOf({ what, format }: ExportRequest): ExportPlan {
  if (what === 'inventory') return inventoryPlan(formatOf(format, INVENTORY_FORMATS))
  if (typeof what === 'object' && 'listId' in what) {
    return orderPlan({ ...what, format: formatOf(format, FORMATS), layout: null })
  }
  const form = { format: formatOf(format, TABLE_FORMATS), bom: true }
  if (typeof what === 'object') return kitPlan(what.kitId, { ...form, layout: 'own' })
  if (what === 'stock') return stockPlan(form)
  if (what === 'history') return historyPlan({ ...form, since: null, until: null, partKey: null })
  return partsPlan({ ...form, columns: null, typeId: null, keys: null })
}

/** Writes a file that is there as a whole or not at all. */
async function writeFile(body: Readable, path: string): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await pipeline(body, createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw isFileProblem(error) ? new Refusal(`${path} cannot be written: ${fileProblem(error)}`) : error
  }
}

/** Writes to standard output, whose reader may leave off, as `head` does. */
async function print(body: Readable): Promise<void> {
  await pipeline(body, process.stdout, { end: false }).catch((error) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPIPE')) throw error
  })
}

/** Shows on a terminal how far an export is. */
function progress() {
  const shown = {
    rows: 0,
    add(more: number) {
      shown.rows += more
      if (process.stderr.isTTY) process.stderr.write(`\r${shown.rows} rows`)
    },
    clear() {
      if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    },
  }
  return shown
}

/** Writes an export into a file or to standard output; everything else is said on standard error. */
export async function exportCommand(
  { connection, settings, say }: CommandContext,
  request: ExportRequest,
): Promise<void> {
  const plan = planOf(request)
  const { dbLongStatementTimeout: statementSeconds, dbLockTimeout: lockSeconds } = settings
  const exports = new ExportService(connection.db, { limits: { statementSeconds, lockSeconds } })
  const shown = progress()
  try {
    const { body } = await exports.open(plan, shown.add)
    await (request.out === null ? print(body) : writeFile(body, request.out))
  } finally {
    shown.clear()
    await exports.settled()
  }
  say(`${shown.rows} row${shown.rows === 1 ? '' : 's'} exported${request.out === null ? '' : ` to ${request.out}`}`)
}
