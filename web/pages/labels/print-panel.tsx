import { Checkbox } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import type { LabelTemplate } from '../../api/queries/labels.ts'
import { plural } from '../../shared/text/numbers.ts'
import { Adjust } from './adjust.tsx'
import classes from './labels.module.css'
import { PrintButton } from './print-button.tsx'
import type { PrintJob } from './print-file.ts'
import type { Adjustment } from './settings.ts'
import { isWholeBox, placesOf } from './sheet-geometry.ts'
import { TemplateChoice } from './template-choice.tsx'
import type { PrintNumberFields } from './use-print-numbers.ts'

interface PrintPanelProps {
  templates: readonly LabelTemplate[]
  template: LabelTemplate
  onTemplate: (id: string) => void
  start: number
  fields: PrintNumberFields
  adjustment: Adjustment
  /** Why nothing can be printed; null where it can. */
  obstacle: string | null
  /** Null: there is no queue to empty. */
  emptyAfter: boolean | null
  onEmptyAfter: (emptyAfter: boolean) => void
  job: PrintJob
  /** How many are printed. */
  labels: number
  onPrinted: () => void
}

function effect(template: LabelTemplate, start: number, labels: number): string {
  if (labels === 0) return 'Print'
  if (isWholeBox(template)) return `Print ${plural(labels, 'box', 'boxes')}`
  const text = `Print ${plural(labels, 'label', 'labels')}`
  if (template.media === 'roll') return text
  return `${text} on ${plural(Math.ceil((start - 1 + labels) / placesOf(template)), 'sheet', 'sheets')}`
}

/** On what it is printed, where that begins, and the button. */
export function PrintPanel(props: PrintPanelProps) {
  const { templates, template, start, adjustment, obstacle, emptyAfter, job, labels } = props
  return (
    <aside className={classes.panel} aria-label="How it is printed">
      <TemplateChoice templates={templates} chosen={template} onChoose={props.onTemplate} />
      <Adjust template={template} fields={props.fields} value={adjustment} />
      <div className={classes.print}>
        {emptyAfter !== null && (
          <Checkbox
            label="Empty the queue when printed"
            checked={emptyAfter}
            onChange={({ currentTarget }) => props.onEmptyAfter(currentTarget.checked)}
          />
        )}
        {obstacle !== null && <p className={classes.wrong}>{obstacle}</p>}
        <PrintButton
          job={job}
          variant="filled"
          size="lg"
          icon={<IconPrinter size={18} stroke={1.75} />}
          onDone={props.onPrinted}
        >
          {effect(template, start, labels)}
        </PrintButton>
      </div>
    </aside>
  )
}
