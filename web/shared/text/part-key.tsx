import classes from './text.module.css'

interface PartKeyProps {
  children: string
  size?: 'row' | 'page' | 'pick'
}

/** The four letters of a part: they never wrap and are never cut. */
export function PartKey({ children, size = 'row' }: PartKeyProps) {
  return (
    <span className={`mono ${classes.key}`} data-size={size}>
      {children}
    </span>
  )
}
