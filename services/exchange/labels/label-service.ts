import { Counter } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { CodeTexts } from './content/code-text.ts'
import type { BoxContent } from './content/label-content.ts'
import { type LabelItem, normaliseId } from './content/label-item.ts'
import { labelsOfOnePage } from './content/labels-of-page.ts'
import { readBoxes, readContents } from './content/read-contents.ts'
import type { Adjustment } from './drawing/shapes.ts'
import type { LabelFile, LabelFormat, LabelJob } from './label-job.ts'
import { renderLabels } from './render-labels.ts'
import { BUILT_IN_TEMPLATES } from './templates/built-in.ts'
import { type LabelTemplate, labelsOfPage } from './templates/template.ts'

export const LABELS_RENDERED_TOTAL = new Counter({
  name: 'labels_rendered_total',
  help: 'Labels drawn, by template; "own" stands for all templates of the operator',
  labelNames: ['template'] as const,
})

/** The most labels of one request. */
export const MAX_LABELS = 1000

/** The most lines on the lids and grids of one request: more pages than that nobody prints at once. */
export const MAX_LINES = 20_000

/** What is to be printed, and how. */
export interface LabelRequest {
  items: readonly LabelItem[]
  template: string
  /** The first free place of the first sheet, from 1. */
  startAt: number
  format: LabelFormat
  adjustment: Adjustment
  /** The only page that is wanted, from 1; null: all. */
  page: number | null
  /** Aborted once nobody waits for them any more. */
  caller?: AbortSignal | undefined
}

/** Each part of a location has a line on a lid. */
function linesOf(slots: BoxContent['slots']): number {
  return slots.reduce((sum, { parts }) => sum + Math.max(1, parts.length), 0)
}

function refuse(field: string, message: string): RequestValidationError {
  return new RequestValidationError([{ field, message }])
}

/** Labels for parts, places, boxes, kits and pick lists. */
export class LabelService {
  readonly templates: readonly LabelTemplate[]
  readonly #db: Database
  readonly #codeTexts: CodeTexts

  constructor(db: Database, { templates, codeTexts }: { templates: readonly LabelTemplate[]; codeTexts: CodeTexts }) {
    this.#db = db
    this.templates = templates
    this.#codeTexts = codeTexts
  }

  /**
   * Draws labels.
   *
   * @throws RequestValidationError for what does not fit the template or the format, DomainError 404.
   */
  async render({ items, template: id, startAt, format, adjustment, page, caller }: LabelRequest): Promise<LabelFile> {
    const template = this.#template(id)
    const wanted = items.map((item, place) => ({ ...item, id: normaliseId(item.kind, item.id, place) }))
    const count = wanted.reduce((sum, { copies }) => sum + copies, 0)
    if (count > MAX_LABELS) throw refuse('items', `are ${count} labels; at most ${MAX_LABELS} are drawn at once`)
    const strange = wanted.findIndex(({ kind }) => !template.kinds.includes(kind))
    if (strange >= 0) throw refuse(`items.${strange}.kind`, `must be one of ${template.kinds.join(', ')} for ${id}`)
    if (startAt > labelsOfPage(template))
      throw refuse('start_at', `must be at most ${labelsOfPage(template)} for ${id}`)
    const file = await this.#draw({ items: wanted, template, startAt, format, adjustment, page, caller })
    const isBuiltIn = BUILT_IN_TEMPLATES.some((known) => known.id === id)
    LABELS_RENDERED_TOTAL.inc({ template: isBuiltIn ? id : 'own' }, file.labels)
    return file
  }

  /**
   * A page by which a printer is adjusted, as PDF.
   *
   * @param adjustment numbers to try: with the right ones the outlines fall on the labels.
   * @param caller aborted once nobody waits for it any more.
   * @throws RequestValidationError for an unknown template.
   */
  async calibration(id: string, adjustment: Adjustment, caller?: AbortSignal): Promise<Buffer> {
    const template = this.#template(id)
    const content = { kind: 'calibration' } as const
    const { bytes } = await renderLabels({ template, format: 'pdf', adjustment, content, page: null }, caller)
    return bytes
  }

  /** @returns the file, and how many labels are in it. */
  async #draw(
    request: Omit<LabelRequest, 'template'> & { template: LabelTemplate },
  ): Promise<LabelFile & { labels: number }> {
    const { items, template, startAt, page, caller, ...how } = request
    if (template.media === 'lid' || template.media === 'inlay') {
      const boxes = await readBoxes(this.#db, items, this.#codeTexts)
      const lines = boxes.reduce((sum, { slots }) => sum + linesOf(slots), 0)
      if (lines > MAX_LINES) {
        const advice = `at most ${MAX_LINES} are drawn at once; send fewer boxes or copies`
        throw refuse('items', `fill ${lines} lines, one for each location and each further part in it; ${advice}`)
      }
      const file = await renderLabels({ ...how, template, page, content: { kind: 'boxes', boxes } }, caller)
      return { ...file, labels: boxes.length }
    }
    const most = labelsOfPage(template)
    const part = page === null ? null : labelsOfOnePage(items, { page, startAt, most })
    if (part?.items.length === 0) throw refuse('page', `must be at most ${part.pages}`)
    const labels = await readContents(this.#db, part?.items ?? items, this.#codeTexts)
    const content: LabelJob['content'] = { kind: 'labels', labels, startAt: part?.startAt ?? startAt }
    const { bytes, pages } = await renderLabels({ ...how, template, page: null, content }, caller)
    return { bytes, pages: part?.pages ?? pages, labels: labels.length }
  }

  #template(id: string): LabelTemplate {
    const template = this.templates.find((known) => known.id === id)
    if (template) return template
    throw refuse('template', `must be one of ${this.templates.map((known) => known.id).join(', ')}`)
  }
}
