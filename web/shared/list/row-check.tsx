import type { ComponentProps } from 'react'
import classes from './row-check.module.css'

interface RowCheckProps extends Pick<ComponentProps<'input'>, 'checked' | 'tabIndex'> {
  onChange: () => void
  /** What is chosen by it. */
  'aria-label': string
  /** Whether some of what it stands for is chosen, and some not. */
  indeterminate?: boolean
}

/** The choice of a row. It looks like the component library's, which costs a long list too much. */
export function RowCheck({ indeterminate = false, ...props }: RowCheckProps) {
  const show = (box: HTMLInputElement | null) => {
    if (box !== null) box.indeterminate = indeterminate
  }
  return <input ref={show} type="checkbox" className={classes.check} {...props} />
}
