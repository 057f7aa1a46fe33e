import classes from './text.module.css'

/** The cap of a key. */
export function KeyCap({ children }: { children: string }) {
  return <kbd className={classes.cap}>{children}</kbd>
}
