import type { ReactNode } from 'react'
import classes from './page.module.css'

interface PageHeadProps {
  title: ReactNode
  /** One line below the title. */
  summary?: ReactNode
  /** What stands before the title. */
  mark?: ReactNode
  /** Buttons at the right, the primary one last. */
  actions?: ReactNode
}

/** The title of a page with what can be done there. */
export function PageHead({ title, summary, mark, actions }: PageHeadProps) {
  return (
    <header className={classes.head}>
      {mark}
      <div className={classes.titles}>
        <h1>{title}</h1>
        {summary !== undefined && <p>{summary}</p>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  )
}
