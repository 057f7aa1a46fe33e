import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ApiError } from '../../api/errors.ts'
import { type Import, importQuery } from '../../api/queries/imports.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { Booked } from './booked/booked.tsx'
import { ColumnsStep } from './columns/columns-step.tsx'
import { Failed } from './failed.tsx'
import type { ImportSearch } from './route.ts'
import { RowsStep } from './rows/rows-step.tsx'
import { StepFrame } from './step-frame.tsx'
import { titleOf } from './title-of.ts'
import { useNextState } from './use-next-state.ts'
import { Working } from './working.tsx'

const route = getRouteApi('/import/$import')

function Content({ one, step }: { one: Import; step: ImportSearch['step'] }) {
  // A file that is read anew stays in sight meanwhile.
  const readBefore = one.status === 'reading' && one.detected !== null
  if (one.status === 'proposed' || readBefore) {
    return step === 'rows' ? <RowsStep one={one} /> : <ColumnsStep one={one} />
  }
  const written = one.status === 'committed' || one.status === 'undone'
  return (
    <StepFrame one={one} step={step ?? 'columns'}>
      {one.status === 'failed' ? <Failed one={one} /> : written ? <Booked one={one} /> : <Working one={one} />}
    </StepFrame>
  )
}

/** One import: its file, its columns, its rows, and what came of it. */
export function OneImportPage() {
  const { import: text } = route.useParams()
  const { step } = route.useSearch()
  const id = Number(text)
  const known = Number.isInteger(id) && id > 0 && id < 2 ** 31
  const { data, error, refetch } = useQuery({ ...importQuery(known ? id : 0), enabled: known })
  usePageTitle(data === undefined ? 'Import' : titleOf(data))
  useNextState(data, step)
  if (!known || (error instanceof ApiError && error.status === 404)) {
    return (
      <Empty
        title="There is no such import"
        ways={<Button renderRoot={(props) => <Link to="/import" {...props} />}>To the imports</Button>}
      >
        It may have been discarded, or cleared away after it had waited for long.
      </Empty>
    )
  }
  if (data === undefined) {
    return error === null ? <SkeletonRows /> : <Failure error={error} retry={() => void refetch()} />
  }
  return <Content one={data} step={step} />
}
