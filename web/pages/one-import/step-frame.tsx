import { type ReactNode, useEffect, useRef } from 'react'
import type { Import } from '../../api/queries/imports.ts'
import { Head } from './head.tsx'
import classes from './one-import.module.css'

interface StepFrameProps {
  one: Import
  step: 'columns' | 'rows'
  children: ReactNode
  /** What stays at the bottom; nothing of the step lies below it. */
  foot?: ReactNode
}

/** A step of an import: it is scrolled by itself, above what stays at the bottom. */
export function StepFrame({ one, step, children, foot }: StepFrameProps) {
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { activeElement } = document
    // Where the keyboard begins a page, so that its keys scroll it.
    if (activeElement === document.body || activeElement?.id === 'content') {
      scroller.current?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <div className={classes.whole}>
      <div ref={scroller} className={classes.scroller} data-scroller tabIndex={-1}>
        <Head one={one} step={step} />
        {children}
      </div>
      {foot}
    </div>
  )
}
