import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { count } from '../text/numbers.ts'
import classes from './page.module.css'

export interface FilterTab<T extends string> {
  value: T | undefined
  label: string
  count?: number
  tone?: 'warn' | 'bad'
}

interface FilterTabsProps<T extends string> {
  tabs: readonly FilterTab<T>[]
  value: T | undefined
  onChange: (value: T | undefined) => void
  label: string
  /** What stands at the right. */
  end?: ReactNode
}

/** Parts of a list by state, with how many are in each. */
export function FilterTabs<T extends string>({ tabs, value, onChange, label, end }: FilterTabsProps<T>) {
  return (
    <div className={classes.filters}>
      <fieldset aria-label={label}>
        {tabs.map((tab) => (
          <UnstyledButton
            key={tab.label}
            className={classes.filter}
            aria-pressed={tab.value === value}
            onClick={() => onChange(tab.value)}
          >
            {tab.label}
            {tab.count !== undefined && (
              <span className={classes.filterCount} data-tone={tab.count > 0 ? tab.tone : undefined}>
                {count(tab.count)}
              </span>
            )}
          </UnstyledButton>
        ))}
      </fieldset>
      {end !== undefined && <span className={classes.filterEnd}>{end}</span>}
    </div>
  )
}
