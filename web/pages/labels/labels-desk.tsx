import { Button } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { LabelItem, LabelTemplate } from '../../api/queries/labels.ts'
import { itemName } from '../../shared/labels/label-items.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { AddBox } from './add-box.tsx'
import { AddLabels } from './add-labels.tsx'
import { DeskSummary } from './desk-summary.tsx'
import { firstTemplates } from './first-templates.ts'
import { LabelList } from './label-list.tsx'
import { type LabelRow, labelsOf, obstacleOf } from './label-rows.ts'
import classes from './labels.module.css'
import { printObstacle } from './limits.ts'
import { PrintButton } from './print-button.tsx'
import { PrintPanel } from './print-panel.tsx'
import { EXACT, useLabelSettings } from './settings.ts'
import { Sheet } from './sheet.tsx'
import { isWholeBox, placesOf } from './sheet-geometry.ts'
import type { LabelRows } from './use-label-rows.ts'
import { usePrintNumbers } from './use-print-numbers.ts'
import { useTyped } from './use-typed.ts'

const route = getRouteApi('/labels')

interface LabelsDeskProps {
  labels: LabelRows & { rows: LabelRow[] }
  templates: readonly LabelTemplate[]
  /** Whether the rows are those of the queue. */
  isQueue: boolean
  mayEdit: boolean
  onPrinted: (items: LabelItem[]) => void
}

/** What waits at the left, the sheet in the middle, and how it is printed at the right. */
export function LabelsDesk({ labels, templates, isQueue, mayEdit, onPrinted }: LabelsDeskProps) {
  const { drop, oldest } = labels
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [settings, keep] = useLabelSettings()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [lit, setLit] = useState<string | null>(null)
  const named = (id: string | null | undefined) => templates.find((each) => each.id === id)
  const template = named(search.template) ?? named(settings.template) ?? firstTemplates(templates)[0] ?? templates[0]
  const places = template === undefined || isWholeBox(template) ? 1 : placesOf(template)
  const kept = { start: Math.min(search.start ?? 1, places), ...(settings.adjustments[template?.id ?? ''] ?? EXACT) }
  const set = (next: { template?: string; start?: number | undefined }) =>
    navigate({ search: (old) => ({ ...old, ...next }), replace: true })
  const fields = usePrintNumbers({
    template,
    kept,
    onStart: (place) => set({ start: place }),
    onAdjustment: (next) => keep({ adjustments: { ...settings.adjustments, [template?.id ?? '']: next } }),
  })
  const copies = useTyped<string>(isQueue ? 'queue' : 'address', async (key, value) => {
    const row = labels.rows.find((each) => each.key === key)
    if (row !== undefined && row.copies !== value) await labels.setCopies(row, value)
  })
  if (template === undefined) return null
  const rows = labels.rows.map((row) => ({ ...row, copies: copies.typed.get(row.key) ?? row.copies }))
  const printed = rows.filter((row) => !left.has(row.key) && obstacleOf(row, template) === null)
  const items = printed.map(({ kind, id, copies: number }) => ({ kind, id, copies: number }))
  const wrong = printed.find(({ key }) => copies.typed.get(key) === null)
  const obstacle = printObstacle(template, {
    numbers: fields.numbers,
    wrongLabel: wrong && itemName(wrong),
    labels: labelsOf(printed),
  })
  const { start, ...adjustment } = fields.used
  // What cannot be printed as it stands in the fields is not printed otherwise.
  const job = { items: obstacle === null ? items : [], template: template.id, start, adjustment }
  const mayChange = !isQueue || mayEdit
  const after = () => {
    onPrinted(items)
    if (isQueue && mayEdit && settings.emptyAfter) drop(printed, 'left the queue')
  }
  return (
    <div className={classes.page}>
      <PageHead
        title="Labels"
        summary={<DeskSummary isQueue={isQueue} labels={labelsOf(rows)} oldest={oldest} />}
        actions={
          <>
            {isQueue && mayEdit && <AddLabels />}
            <PrintButton job={job} download icon={<IconDownload size={15} stroke={1.75} />}>
              PDF
            </PrintButton>
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.rows}>
          <LabelList
            rows={rows}
            template={template}
            left={left}
            onLeave={setLeft}
            onLight={setLit}
            copies={mayChange ? copies : undefined}
            onDrop={mayChange ? (row) => drop([row], 'taken out of the queue') : undefined}
          />
          {isQueue && mayEdit && (
            <div className={classes.foot}>
              <AddBox />
              <Button
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={15} stroke={1.75} />}
                onClick={() => drop(rows, 'taken out of the queue')}
              >
                Empty the queue
              </Button>
            </div>
          )}
        </div>
        <section className={classes.desk} aria-label="Preview">
          <Sheet
            key={template.id}
            template={template}
            rows={printed}
            start={start}
            lit={lit}
            onStart={(place) => fields.keep('start', place)}
          />
        </section>
        <PrintPanel
          templates={templates}
          template={template}
          onTemplate={(id) => {
            keep({ template: id })
            void set({ template: id, start: undefined })
          }}
          start={start}
          fields={fields}
          adjustment={adjustment}
          obstacle={obstacle}
          emptyAfter={isQueue && mayEdit ? settings.emptyAfter : null}
          onEmptyAfter={(emptyAfter) => keep({ emptyAfter })}
          job={job}
          labels={labelsOf(printed)}
          onPrinted={after}
        />
      </div>
    </div>
  )
}
