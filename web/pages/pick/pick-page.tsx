import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { pickListQuery } from '../../api/queries/kits.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { NothingThere } from '../../shared/feedback/nothing-there.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { PickWalk } from './pick-walk.tsx'

const route = getRouteApi('/pick/$list')

/** A pick list, made for walking from slot to slot. */
export function PickPage() {
  const { list: listId } = route.useParams()
  const id = Number(listId)
  const { data: list, error, refetch } = useQuery(pickListQuery(id))
  usePageTitle(list === undefined ? 'Pick' : `Pick ${list.kit_name}`)
  if (namesNothing(error)) {
    return <NothingThere what="pick list" id={listId} error={error} />
  }
  if (error !== null && list === undefined) return <Failure error={error} retry={() => void refetch()} />
  return list === undefined ? <SkeletonRows /> : <PickWalk key={list.id} list={list} />
}
