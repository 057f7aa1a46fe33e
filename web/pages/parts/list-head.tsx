import { Button } from '@mantine/core'
import {
  IconAdjustmentsHorizontal,
  IconArrowsSort,
  IconChevronDown,
  IconLayoutRows,
  IconList,
} from '@tabler/icons-react'
import type { SearchResult, Sort } from '../../api/queries/parts.ts'
import { ChoiceMenu } from '../../shared/page/choice-menu.tsx'
import { count } from '../../shared/text/numbers.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { setDensity, useDensity } from './density.ts'
import classes from './parts.module.css'

const SORTS: Readonly<Record<Sort, string>> = { relevance: 'Best match', newest: 'Newest', stock: 'Most in stock' }
const ORDER = ['relevance', 'newest', 'stock'] as const satisfies readonly Sort[]

interface ListHeadProps {
  total: SearchResult['total'] | undefined
  inStock: number | undefined
  sort: Sort
  onSort: (sort: Sort) => void
  onFilter: () => void
}

function title({ value, exact }: SearchResult['total']): string {
  if (!exact) return `Over ${count(value)} parts`
  return value === 1 ? '1 part' : `${count(value)} parts`
}

/** How many parts there are, and how they are shown. */
export function ListHead({ total, inStock, sort, onSort, onFilter }: ListHeadProps) {
  const density = useDensity()
  const compact = density === 'compact'
  return (
    <div className={classes.head}>
      <h1 aria-live="polite">{total === undefined ? 'Parts' : title(total)}</h1>
      {inStock !== undefined && total !== undefined && total.value > 0 && (
        <span className={classes.summary}>{count(inStock)} in stock</span>
      )}
      <span className={classes.headGrow} />
      <Button
        variant="subtle"
        color="gray"
        className={classes.filterButton}
        leftSection={<IconAdjustmentsHorizontal size={15} stroke={1.75} />}
        onClick={onFilter}
      >
        Filter
      </Button>
      <ChoiceMenu
        choices={ORDER.map((value) => ({ value, label: SORTS[value], chosen: value === sort }))}
        onChoose={(value) => onSort(ORDER.find((each) => each === value) ?? sort)}
      >
        {(props) => (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconArrowsSort size={15} stroke={1.75} />}
            rightSection={<IconChevronDown size={14} stroke={1.75} />}
            {...props}
          >
            {SORTS[sort]}
          </Button>
        )}
      </ChoiceMenu>
      <Button
        variant="subtle"
        color="gray"
        className={classes.densityButton}
        aria-pressed={compact}
        leftSection={compact ? <IconList size={15} stroke={1.75} /> : <IconLayoutRows size={15} stroke={1.75} />}
        onClick={() => setDensity(compact ? 'comfortable' : 'compact')}
      >
        {compact ? 'Compact' : 'Comfortable'}
      </Button>
      <ColumnsMenu />
    </div>
  )
}
