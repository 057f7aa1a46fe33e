import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { pickListQuery } from '../../api/queries/kits.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { PickWalk } from './pick-walk.tsx'

const route = getRouteApi('/pick/$list')

/** A pick list, made for walking from slot to slot. */
export function PickPage() {
  const id = Number(route.useParams().list)
  const { data: list, error, refetch } = useQuery(pickListQuery(id))
  usePageTitle(list === undefined ? 'Pick' : `Pick ${list.kit_name}`)
  if (namesNothing(error)) {
    return <Empty title="There is no such pick list">{error.message}</Empty>
  }
  if (error !== null && list === undefined) return <Failure error={error} retry={() => void refetch()} />
  return list === undefined ? <SkeletonRows /> : <PickWalk key={list.id} list={list} />
}
