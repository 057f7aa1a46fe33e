import { PassThrough, type Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Database } from '../../../plugins/database/database.ts'
import type { Limits } from '../../../plugins/database/limits.ts'
import { PendingWork } from '../../../plugins/pending-work.ts'
import { EXPORT_DURATION_SECONDS, EXPORT_ROWS_TOTAL, EXPORTS_TOTAL } from './metrics.ts'
import type { ExportPlan } from './plan.ts'
import type { RowCount } from './read-table.ts'

/** An export that has begun. Whoever reads its body to the end, or destroys it, ends it. */
export interface RunningExport {
  body: Readable
  /** The name of the file, with the date of today. */
  filename: string
  headers: Readonly<Record<string, string>>
}

/** Whoever reads an export has stopped. */
class ReaderGoneError extends Error {
  override readonly name = 'ReaderGoneError'
}

export interface ExportServiceOptions {
  /** Of the statements that read what is exported. */
  limits: Limits
  /** Told of an export that failed when its beginning had been sent already. */
  onFailure?: (error: unknown, plan: ExportPlan) => void
}

/**
 * Exports: each reads in one transaction, so all of it is of one moment whatever changes meanwhile, and reads on as its
 * reader takes it, so that little of it is in memory.
 */
export class ExportService {
  readonly #db: Database
  readonly #limits: Limits
  readonly #onFailure: (error: unknown, plan: ExportPlan) => void
  readonly #running = new PendingWork()

  constructor(db: Database, { limits, onFailure = () => {} }: ExportServiceOptions) {
    this.#db = db
    this.#limits = limits
    this.#onFailure = onFailure
  }

  /**
   * Begins an export.
   *
   * @param onRows told of the rows that were written.
   * @throws what the plan refuses.
   */
  async open(plan: ExportPlan, onRows: RowCount = () => {}): Promise<RunningExport> {
    const begun = Promise.withResolvers<RunningExport>()
    const read = () => this.#read(plan, begun.resolve, onRows)
    const reading = this.#db.outsideUnits(() => this.#db.withLimits(this.#limits, read))
    this.#running.track(reading).catch(begun.reject)
    return begun.promise
  }

  /** Resolves when no export reads any more. */
  async settled(): Promise<void> {
    await this.#running.settled()
  }

  /** Reads what the plan needs, and gives it to the reader. @param begin called once, when nothing can be refused. */
  async #read(plan: ExportPlan, begin: (running: RunningExport) => void, onRows: RowCount): Promise<void> {
    let body: PassThrough | undefined
    const now = new Date()
    const count = (rows: number) => {
      EXPORT_ROWS_TOTAL.inc({ export: plan.name }, rows)
      onRows(rows)
    }
    try {
      await this.#db.transaction(
        async (unit) => {
          const { chunks, headers = {} } = await plan.prepare(unit, { count, now })
          body = new PassThrough()
          this.#observe(plan, body)
          begin({ body, headers, filename: `${plan.file}-${now.toISOString().slice(0, 10)}.${plan.format}` })
          await pump(chunks, body).catch((cause) => {
            // Whatever it is, another attempt would begin the file a second time.
            throw new Error('The export ended before its end', { cause })
          })
        },
        { isolationLevel: 'repeatable read', readOnly: true },
      )
      body?.end()
    } catch (error) {
      if (body === undefined) throw error
      const cause = error instanceof Error ? error.cause : error
      body.destroy(cause instanceof Error ? cause : new Error('The export failed'))
    }
  }

  /** Counts how the export ends for its reader. */
  #observe(plan: ExportPlan, body: PassThrough): void {
    const { name, format } = plan
    const started = performance.now()
    const count = (outcome: 'success' | 'aborted' | 'error') => {
      EXPORTS_TOTAL.inc({ export: name, format, outcome })
      EXPORT_DURATION_SECONDS.observe({ export: name }, (performance.now() - started) / 1000)
    }
    this.#running.track(
      finished(body).then(
        () => count('success'),
        (error) => {
          const isAborted = error instanceof ReaderGoneError || isPrematureClose(error)
          count(isAborted ? 'aborted' : 'error')
          if (!isAborted) this.#onFailure(error, plan)
        },
      ),
    )
  }
}

function isPrematureClose(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}

/** Writes chunks as fast as they are read. @throws ReaderGoneError as soon as nobody reads any more. */
async function pump(chunks: AsyncIterable<string | Uint8Array>, body: PassThrough): Promise<void> {
  let goOn = () => {}
  body.on('drain', () => goOn())
  body.once('close', () => goOn())
  for await (const chunk of chunks) {
    if (body.destroyed) break
    const isFull = !body.write(chunk)
    if (isFull) {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    }
  }
  if (body.destroyed) throw new ReaderGoneError('Nobody reads the export any more')
}
