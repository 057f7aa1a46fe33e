import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { namesNothing } from '../../api/errors.ts'
import { kitQuery } from '../../api/queries/kits.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './compare.module.css'
import { Comparison } from './comparison.tsx'
import { OtherKit } from './other-kit.tsx'

const route = getRouteApi('/kits/$kit/compare')

/** Two kits side by side: which parts differ, and whether the stock is enough for both. */
export function ComparePage() {
  const { kit: id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const otherId = search.with ?? null
  const one = useQuery(kitQuery(Number(id)))
  const other = useQuery({ ...kitQuery(otherId ?? 0), enabled: otherId !== null })
  const error = one.error ?? other.error
  usePageTitle(one.data === undefined ? 'Compare kits' : `Compare ${one.data.name}`)
  if (namesNothing(error)) {
    const ways = <Button renderRoot={(props) => <Link to="/kits" {...props} />}>All kits</Button>
    return (
      <Empty title="There is no such kit" ways={ways}>
        {error.message}
      </Empty>
    )
  }
  const retry = () => {
    void one.refetch()
    if (otherId !== null) void other.refetch()
  }
  const isAsked = otherId === null || other.data !== undefined
  if (error !== null && (one.data === undefined || !isAsked)) return <Failure error={error} retry={retry} />
  return (
    <div className={classes.page}>
      <PageHead
        title={one.data === undefined ? 'Compare kits' : `Compare ${one.data.name}`}
        summary="Pieces that one unit of each needs"
        actions={
          <Button renderRoot={(props) => <Link to="/kits/$kit" params={{ kit: id }} {...props} />}>The kit</Button>
        }
      />
      <OtherKit
        except={Number(id)}
        value={otherId}
        onChange={(next) => void navigate({ search: (old) => ({ ...old, with: next ?? undefined }), replace: true })}
      />
      {otherId !== null && (one.data === undefined || other.data === undefined) && <SkeletonRows />}
      {one.data !== undefined && other.data !== undefined && otherId !== null && (
        <Comparison
          one={one.data}
          other={other.data}
          show={search.show}
          onShow={(show) => void navigate({ search: (old) => ({ ...old, show }), replace: true })}
        />
      )}
    </div>
  )
}
