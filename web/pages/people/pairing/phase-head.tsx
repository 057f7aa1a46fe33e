import type { ReactNode } from 'react'
import classes from './pairing.module.css'

function takeFocus(head: HTMLElement | null): void {
  head?.focus({ preventScroll: true })
}

/** What happens now. It takes the keyboard, so that who cannot see the change hears of it. */
export function PhaseHead({ children }: { children: ReactNode }) {
  return (
    <h3 className={classes.head} tabIndex={-1} data-autofocus ref={takeFocus}>
      {children}
    </h3>
  )
}
