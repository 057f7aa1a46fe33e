import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { SearchResult } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { plural } from '../../shared/text/numbers.ts'
import classes from './parts.module.css'

interface NoHitsProps {
  q: string
  alternatives: SearchResult['alternatives']
  onAsk: (q: string) => void
}

/** No part fits the whole query: what fits without one of its words, or a new part. */
export function NoHits({ q, alternatives, onAsk }: NoHitsProps) {
  const mayEdit = useMay('editor')
  return (
    <div className={classes.nothing}>
      <h2>No part fits all of “{q}”</h2>
      {alternatives.map(({ without, q: next, total }) => (
        <p key={next}>
          <button type="button" className={classes.textButton} onClick={() => onAsk(next)}>
            {plural(total, 'part fits', 'parts fit')} without “{without}”
          </button>
        </p>
      ))}
      {mayEdit && (
        <Button renderRoot={(props) => <Link to="/new" search={{ number: q }} {...props} />}>New part “{q}”</Button>
      )}
    </div>
  )
}
