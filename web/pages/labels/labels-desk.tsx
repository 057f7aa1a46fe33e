import { Button } from '@mantine/core'
import { IconDownload, IconTrash } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LabelItem, LabelTemplate } from '../../api/queries/labels.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import { AddBox } from './add-box.tsx'
import { AddLabels } from './add-labels.tsx'
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

const route = getRouteApi('/labels')

function isToday(at: string): boolean {
  return new Date(at).toDateString() === new Date().toDateString()
}

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
  const { rows, drop, oldest } = labels
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [settings, keep] = useLabelSettings()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [lit, setLit] = useState<string | null>(null)
  const named = (id: string | null | undefined) => templates.find((each) => each.id === id)
  const template = named(search.template) ?? named(settings.template) ?? firstTemplates(templates)[0] ?? templates[0]
  const places = template === undefined || isWholeBox(template) ? 1 : placesOf(template)
  const start = Math.min(search.start ?? 1, places)
  const adjustment = settings.adjustments[template?.id ?? ''] ?? EXACT
  const set = (next: { template?: string; start?: number | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true })
  const { numbers, wrong, change } = usePrintNumbers({
    template,
    kept: { start, ...adjustment },
    onStart: (place) => set({ start: place }),
    onAdjustment: (next) => keep({ adjustments: { ...settings.adjustments, [template?.id ?? '']: next } }),
  })
  if (template === undefined) return null
  const printed = rows.filter((row) => !left.has(row.key) && obstacleOf(row, template) === null)
  const items = printed.map(({ kind, id, copies }) => ({ kind, id, copies }))
  const obstacle = printObstacle(wrong, labelsOf(printed))
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
        summary={
          isQueue ? (
            <>
              {plural(labelsOf(rows), 'label waits', 'labels wait')}
              {oldest !== undefined && !isToday(oldest) && (
                <>
                  , the oldest since <Time at={oldest} byDay="after-words" />
                </>
              )}
            </>
          ) : (
            <>
              Printed without the queue. <Link to="/labels">Show the queue</Link>
            </>
          )
        }
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
            onCopies={mayChange ? labels.setCopies : undefined}
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
            onStart={(place) => change('start', place)}
          />
        </section>
        <PrintPanel
          templates={templates}
          template={template}
          onTemplate={(id) => {
            keep({ template: id })
            set({ template: id, start: undefined })
          }}
          start={start}
          numbers={numbers}
          wrong={wrong}
          adjustment={adjustment}
          onNumber={change}
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
