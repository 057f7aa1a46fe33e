import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { listsQuery } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import rows from '../../shared/list/rows.module.css'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { Time } from '../../shared/text/time.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'

const route = getRouteApi('/shopping')

/** All shopping lists. */
export function ShoppingPage() {
  const { show, add } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const { data: lists, error, refetch } = useQuery(listsQuery)
  usePageTitle('Shopping')
  const adding = (open: boolean) =>
    navigate({ search: (old) => ({ ...old, add: open ? 'list' : undefined }), replace: true })
  const create = async (name: string) => {
    const list = await body(api.POST('/api/shopping-lists', { params: { header: once() }, body: { name } }))
    await queries.invalidateQueries({ queryKey: ['lists'] })
    // From the list one comes back to the lists, and not to the dialog.
    await adding(false)
    await navigate({ to: '/shopping/$list', params: { list: String(list.id) } })
  }
  const dialog = (
    <NameDialog
      key="new"
      opened={add === 'list' && mayEdit}
      onClose={() => void adding(false)}
      title="New shopping list"
      label="Name"
      verb="Make the list"
      save={create}
    />
  )
  if (error !== null && lists === undefined) return <Failure error={error} retry={() => void refetch()} />
  if (lists?.length === 0) {
    const way = mayEdit && (
      <Button variant="filled" onClick={() => void adding(true)}>
        Make the first list
      </Button>
    )
    return (
      <>
        <Empty title="No shopping lists yet" ways={way}>
          A list gathers what is to be bought, by seller, until it has arrived in a slot.
        </Empty>
        {dialog}
      </>
    )
  }
  const active = lists?.filter(({ status }) => status === 'active')
  const closed = lists?.filter(({ status }) => status === 'done')
  const shown = show === 'done' ? closed : active
  const waiting = active?.filter(({ has_ordered_lines }) => has_ordered_lines).length ?? 0
  return (
    <>
      <PageHead
        title="Shopping"
        summary={
          active &&
          (waiting === 0 ? 'Nothing is on its way' : plural(waiting, 'list waits for goods', 'lists wait for goods'))
        }
        actions={
          mayEdit && (
            <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={() => void adding(true)}>
              New list
            </Button>
          )
        }
      />
      <FilterTabs
        label="Which lists"
        value={show}
        onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        tabs={[
          { value: undefined, label: 'Open', count: active?.length },
          { value: 'done', label: 'Done', count: closed?.length },
        ]}
      />
      {shown === undefined && <SkeletonRows />}
      {shown?.length === 0 && (
        <p className={rows.none}>{show === 'done' ? 'No list is done.' : 'Every list is done.'}</p>
      )}
      <ul className={rows.rows}>
        {shown?.map((list) => (
          <li key={list.id}>
            <Link to="/shopping/$list" params={{ list: String(list.id) }} className={rows.row} data-walk>
              <span className={rows.words}>
                <b className="ellipsis">{list.name}</b>
                <span className="ellipsis">{list.description}</span>
              </span>
              {list.line_counts.ordered > 0 && <Tag tone="new">{count(list.line_counts.ordered)} ordered</Tag>}
              {list.line_counts.new > 0 && <Tag>{count(list.line_counts.new)} to order</Tag>}
              <span className={rows.end}>{plural(list.line_counts.total, 'line', 'lines')}</span>
              <span className={rows.time}>
                <Time at={list.updated_at} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {dialog}
    </>
  )
}
