import { Button, type ButtonProps } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { useHotkey } from '../keyboard/use-hotkey.ts'
import { count } from '../text/numbers.ts'
import classes from './action-bar.module.css'

/** One thing that can be done with the rows that are chosen. */
export function BarAction(props: ButtonProps & ComponentPropsWithRef<'button'>) {
  return <Button {...props} className={classes.button} />
}

interface ActionBarProps {
  /** What is chosen, for screen readers. */
  label: string
  /** How many rows are. */
  chosen: number
  onClear: () => void
  children: ReactNode
}

/** What can be done with the rows of a list that are chosen. It lies over the list, which does not move. */
export function ActionBar({ label, chosen, onClear, children }: ActionBarProps) {
  useHotkey('Escape', onClear)
  return (
    <section className={classes.bar} aria-label={label}>
      <span className={classes.count} aria-live="polite">
        {count(chosen)} chosen
      </span>
      {children}
      <span className={classes.line} />
      <BarAction leftSection={<IconX size={15} stroke={1.75} />} onClick={onClear}>
        Clear
      </BarAction>
    </section>
  )
}
