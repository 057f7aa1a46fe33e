import { Link } from '@tanstack/react-router'
import type { Section } from './section.ts'

interface ContentsProps {
  title: string
  sections: readonly Section[]
  /** The anchor that the address names. */
  here: string
}

/** Where the sections are. */
export function Contents({ title, sections, here }: ContentsProps) {
  if (sections.length === 0) return null
  return (
    <nav aria-label={title}>
      <h2>{title}</h2>
      {sections.map(({ anchor, title: name }) => (
        <Link
          key={anchor}
          to="/system/runbooks"
          hash={anchor}
          replace
          className="ellipsis"
          data-here={anchor === here || undefined}
          aria-current={anchor === here || undefined}
          title={name}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
