import { UnstyledButton } from '@mantine/core'
import type { ScanMatch } from '../../../api/queries/scans.ts'
import { Picture } from '../../../shared/picture/picture.tsx'
import { Places } from '../../../shared/place/places.tsx'
import { PartKey } from '../../../shared/text/part-key.tsx'
import classes from './answer.module.css'
import { reasonText } from './words.ts'

interface MatchesProps {
  matches: readonly ScanMatch[]
  onChoose: (match: ScanMatch) => void
}

/** Parts that a code may mean; the person says which. */
export function Matches({ matches, onChoose }: MatchesProps) {
  return (
    <section className={classes.matches} aria-label="Which part is it">
      <h2>Which part is it?</h2>
      <ul>
        {matches.map((match) => (
          <li key={match.part.key}>
            <UnstyledButton className={classes.match} onClick={() => onChoose(match)}>
              <Picture url={match.part.cover_url} size={2.25} />
              <span className={classes.matchWords}>
                <PartKey>{match.part.key}</PartKey>
                <span className="ellipsis">{match.part.description}</span>
                <span>{[match.part.manufacturer_code, reasonText(match)].filter(Boolean).join(', ')}</span>
              </span>
              <Places places={match.locations} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
