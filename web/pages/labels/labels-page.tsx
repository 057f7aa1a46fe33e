import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type LabelItem, labelTemplatesQuery } from '../../api/queries/labels.ts'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './labels.module.css'
import { LabelsDesk } from './labels-desk.tsx'
import { NoLabels } from './no-labels.tsx'
import { useLabelRows } from './use-label-rows.ts'
import { useScannedLabels } from './use-scanned-labels.ts'

const route = getRouteApi('/labels')

/** The labels that wait, as they come out of the printer. */
export function LabelsPage() {
  const { of } = route.useSearch()
  const mayEdit = useMay('editor')
  const labels = useLabelRows(of)
  const templates = useQuery(labelTemplatesQuery)
  const [last, setLast] = useState<LabelItem[]>([])
  usePageTitle('Labels')
  useScannedLabels(mayEdit && of === undefined)
  const error = labels.error ?? templates.error
  if (error !== null) {
    const retry = () => {
      labels.retry()
      void templates.refetch()
    }
    return (
      <div className={classes.failure}>
        <Failure error={error} retry={retry} />
      </div>
    )
  }
  if (labels.rows === undefined || templates.data === undefined) {
    return (
      <>
        <PageHead title="Labels" />
        <SkeletonRows />
      </>
    )
  }
  if (labels.rows.length === 0) return <NoLabels mayEdit={mayEdit} last={last} />
  return (
    <LabelsDesk
      labels={{ ...labels, rows: labels.rows }}
      templates={templates.data}
      isQueue={of === undefined}
      mayEdit={mayEdit}
      onPrinted={setLast}
    />
  )
}
