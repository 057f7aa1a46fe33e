import { Counter } from 'prom-client'
import type { Database } from '../../../plugins/database/database.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { type LabelItem, normaliseId } from './content/label-item.ts'
import { readBoxes, readContents } from './content/read-contents.ts'
import type { Adjustment } from './drawing/shapes.ts'
import type { LabelFormat, LabelJob } from './label-job.ts'
import { renderLabels } from './render-labels.ts'
import { BUILT_IN_TEMPLATES } from './templates/built-in.ts'
import { type LabelKind, type LabelTemplate, labelsOfPage } from './templates/template.ts'

export const LABELS_RENDERED_TOTAL = new Counter({
  name: 'labels_rendered_total',
  help: 'Labels drawn, by template; "own" stands for all templates of the operator',
  labelNames: ['template'] as const,
})

/** The most labels of one request. */
export const MAX_LABELS = 1000

/** What is to be printed, and how. */
export interface LabelRequest {
  items: readonly LabelItem[]
  template: string
  /** The first free place of the first sheet, from 1. */
  startAt: number
  format: LabelFormat
  adjustment: Adjustment
}

const UNCHANGED: Adjustment = { scale: 1, offsetX: 0, offsetY: 0 }

function refuse(field: string, message: string): RequestValidationError {
  return new RequestValidationError([{ field, message }])
}

/** Labels for parts, places, boxes, kits and pick lists. */
export class LabelService {
  readonly templates: readonly LabelTemplate[]
  readonly #db: Database
  readonly #codeText: (kind: LabelKind, id: string) => string

  constructor(
    db: Database,
    { templates, codeText }: { templates: readonly LabelTemplate[]; codeText: (kind: LabelKind, id: string) => string },
  ) {
    this.#db = db
    this.templates = templates
    this.#codeText = codeText
  }

  /**
   * Draws labels.
   *
   * @throws RequestValidationError for what does not fit the template or the format, DomainError 404.
   */
  async render({ items, template: id, startAt, format, adjustment }: LabelRequest): Promise<Buffer> {
    const template = this.#template(id)
    const wanted = items.map((item, place) => ({ ...item, id: normaliseId(item.kind, item.id, place) }))
    const count = wanted.reduce((sum, { copies }) => sum + copies, 0)
    if (count > MAX_LABELS) throw refuse('items', `are ${count} labels; at most ${MAX_LABELS} are drawn at once`)
    const strange = wanted.findIndex(({ kind }) => !template.kinds.includes(kind))
    if (strange >= 0) throw refuse(`items.${strange}.kind`, `must be one of ${template.kinds.join(', ')} for ${id}`)
    if (startAt > labelsOfPage(template))
      throw refuse('start_at', `must be at most ${labelsOfPage(template)} for ${id}`)
    const content = await this.#content(template, wanted, startAt)
    const file = await renderLabels({ template, format, adjustment, content })
    const isBuiltIn = BUILT_IN_TEMPLATES.some((known) => known.id === id)
    LABELS_RENDERED_TOTAL.inc({ template: isBuiltIn ? id : 'own' }, count)
    return file
  }

  /** A page by which a printer is adjusted, as PDF. @throws RequestValidationError for an unknown template. */
  async calibration(id: string): Promise<Buffer> {
    const template = this.#template(id)
    return renderLabels({ template, format: 'pdf', adjustment: UNCHANGED, content: { kind: 'calibration' } })
  }

  async #content(template: LabelTemplate, items: readonly LabelItem[], startAt: number): Promise<LabelJob['content']> {
    if (template.media === 'lid' || template.media === 'inlay') {
      return { kind: 'boxes', boxes: await readBoxes(this.#db, items, this.#codeText) }
    }
    return { kind: 'labels', labels: await readContents(this.#db, items, this.#codeText), startAt }
  }

  #template(id: string): LabelTemplate {
    const template = this.templates.find((known) => known.id === id)
    if (template) return template
    throw refuse('template', `must be one of ${this.templates.map((known) => known.id).join(', ')}`)
  }
}
