import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Schemas } from '../../api/client.ts'
import type { Slot } from '../../api/queries/boxes.ts'
import { partPlacesQuery, partQuery } from '../../api/queries/parts.ts'
import { placeName } from '../../shared/place/place.ts'
import { Places } from '../../shared/place/places.tsx'
import { count } from '../../shared/text/numbers.ts'
import { Time } from '../../shared/text/time.tsx'
import classes from './slot-panel.module.css'

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** What one wants to know of a pile before one changes it. */
export function SlotFacts({ part: { key }, slot }: { part: Schemas['PartAssignment']; slot: Slot }) {
  const { data: part } = useQuery(partQuery(key))
  const { data: places = [] } = useQuery(partPlacesQuery(key))
  const here = places.find((place) => placeName(place) === placeName(slot))
  const others = places.filter((place) => placeName(place) !== placeName(slot))
  const least = part?.minimum_quantity ?? null
  return (
    <dl className={classes.facts}>
      {others.length > 0 && (
        <Fact name="Also in">
          <Places places={others} />
        </Fact>
      )}
      {part?.package != null && <Fact name="Package">{part.package}</Fact>}
      {least !== null && <Fact name="Minimum">{count(least)} in all</Fact>}
      {here?.counted_at != null && (
        <Fact name="Last counted">
          <Time at={here.counted_at} />
        </Fact>
      )}
    </dl>
  )
}
