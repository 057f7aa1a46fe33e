import { getRouteApi } from '@tanstack/react-router'
import type { Import, RowFilter } from '../../../api/queries/imports.ts'
import { useMay } from '../../../api/queries/session.ts'
import { FilterTabs } from '../../../shared/page/filter-tabs.tsx'
import { KeyCap } from '../../../shared/text/key-cap.tsx'
import { useWidthUpTo } from '../../../shared/use-width-up-to.ts'
import type { ImportSearch } from '../route.ts'
import { StepFrame } from '../step-frame.tsx'
import { AllErrors } from './all-errors.tsx'
import { BottomFoot } from './bottom-foot.tsx'
import { readyOf } from './figures.ts'
import classes from './row.module.css'
import { RowList } from './row-list.tsx'
import { WillHappen } from './will-happen.tsx'

const route = getRouteApi('/import/$import')

/** What stands where a filter leaves nothing. */
const NOTHING: Readonly<Record<RowFilter, string>> = {
  all: 'The file has no rows that could be read. Look at its columns and where its header stands.',
  good: 'No row can be written yet. Fix those that have errors first.',
  errors: 'Nothing is left to fix.',
  warnings: 'Nothing is odd about any row.',
  unmatched: 'Every row is a part that is known here.',
  changes: 'No row changes anything.',
}

function Keys() {
  return (
    <span>
      <KeyCap>J</KeyCap> <KeyCap>K</KeyCap> move <KeyCap>Enter</KeyCap> open
    </span>
  )
}

/** The rows with what each of them does, set right where that is needed. */
export function RowsStep({ one }: { one: Import }) {
  const { show = 'all', row } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  const narrow = useWidthUpTo('small desk')
  const { summary } = one
  const change = (next: Partial<ImportSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false })
  const counts: Readonly<Record<RowFilter, number | undefined>> = {
    all: summary?.rows,
    good: summary === null ? undefined : readyOf(summary),
    errors: summary?.errors,
    warnings: undefined,
    unmatched: summary === null ? undefined : summary.ambiguous + summary.unmatched,
    changes: undefined,
  }
  return (
    <StepFrame one={one} step="rows" foot={narrow && <BottomFoot one={one} />}>
      <div className={classes.page}>
        <div className={classes.main}>
          <FilterTabs<Exclude<RowFilter, 'all'>>
            label="Which rows"
            value={show === 'all' ? undefined : show}
            onChange={(next) => change({ show: next, row: undefined })}
            tabs={[
              { value: undefined, label: 'All', count: counts.all },
              { value: 'good', label: 'Ready', count: counts.good },
              { value: 'errors', label: 'To fix', tone: 'bad', count: counts.errors },
              { value: 'warnings', label: 'With remarks' },
              { value: 'unmatched', label: 'Not known here', count: counts.unmatched },
            ]}
            end={show === 'errors' && mayEdit ? <AllErrors one={one} /> : <Keys />}
          />
          {counts[show] === 0 ? (
            <p className={classes.none}>{NOTHING[show]}</p>
          ) : (
            <RowList key={show} one={one} show={show} opened={row} onOpen={(rowNo) => change({ row: rowNo })} />
          )}
        </div>
        {!narrow && <WillHappen one={one} />}
      </div>
    </StepFrame>
  )
}
