import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Operation } from '../../api/queries/operations.ts'
import { partPlacesQuery, partQuery } from '../../api/queries/parts.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { placeName } from '../../shared/place/place.ts'
import { ChangeText } from '../../shared/text/change-text.tsx'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { type PileChange, pileChanges } from './pile-changes.ts'
import classes from './undo-dialog.module.css'

const FEW = 4

function Row({ change: { key, place, delta } }: { change: PileChange }) {
  const { data: part } = useQuery({ ...partQuery(key), retry: false })
  const { data: piles } = useQuery({ ...partPlacesQuery(key), retry: false })
  const now = piles?.find((pile) => placeName(pile) === place)?.qty ?? 0
  return (
    <tr>
      <td>
        <span className={classes.part}>
          <Picture url={part?.cover_url ?? null} size={1.75} />
          <PartKey>{key}</PartKey>
          <span className="ellipsis" title={part?.description}>
            {part?.description}
          </span>
        </span>
      </td>
      <td className="num">{place}</td>
      <td>
        <ChangeText value={delta} />
      </td>
      <td className="num">{piles !== undefined && count(Math.max(0, now + delta))}</td>
    </tr>
  )
}

/** The piles that undoing would change, and what would then be there. */
export function ChangedPiles({ operation }: { operation: Operation }) {
  const [all, setAll] = useState(false)
  const changes = pileChanges(operation.rows)
  if (changes.length === 0) return null
  const shown = all ? changes : changes.slice(0, FEW)
  const unread = Math.max(0, operation.row_count - operation.rows.length)
  const more = changes.length - shown.length
  return (
    <>
      <table className={classes.piles}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Place</th>
            <th scope="col">Change</th>
            <th scope="col">Then there</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <Row key={`${change.key} ${change.place}`} change={change} />
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <Button size="xs" variant="subtle" onClick={() => setAll(true)}>
          {count(more)} more
        </Button>
      )}
      {all && unread > 0 && <p className={classes.unread}>and {count(unread)} changes more</p>}
    </>
  )
}
