import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { partPlacesQuery, partQuery } from '../../api/queries/parts.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import { NarrowPart } from './narrow-part.tsx'
import { NoSuchPart } from './no-such-part.tsx'
import classes from './part.module.css'
import { PartSkeleton } from './part-skeleton.tsx'
import { WidePart } from './wide-part.tsx'

const route = getRouteApi('/parts/$key')

/** One part: what it is, where it lies, what happened to it and what needs it. */
export function PartPage() {
  const key = route.useParams().key.toUpperCase()
  const part = useQuery(partQuery(key))
  const places = useQuery(partPlacesQuery(key))
  const phone = useWidthUpTo('phone')
  usePageTitle(part.data === undefined ? key : `${key} ${part.data.description}`)
  if (namesNothing(part.error)) return <NoSuchPart partKey={key} error={part.error} />
  // What is shown stays when it cannot be read again: somebody may be typing into it.
  if (part.isError && part.data === undefined) {
    return (
      <div className={classes.failure}>
        <Failure error={part.error} retry={() => void part.refetch()} />
      </div>
    )
  }
  if (part.data === undefined) return <PartSkeleton />
  const View = phone ? NarrowPart : WidePart
  return <View key={key} part={part.data} piles={places.data ?? []} />
}
