import type { ReactNode } from 'react'
import classes from './text.module.css'

interface TagProps {
  children: ReactNode
  tone?: 'plain' | 'new' | 'warn' | 'bad' | 'draft'
}

/** A small word about a thing: a tag, or a state that differs from the normal one. */
export function Tag({ children, tone = 'plain' }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {children}
    </span>
  )
}
