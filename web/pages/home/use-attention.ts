import { useQuery } from '@tanstack/react-query'
import { someLowQuery, statsQuery, undocumentedQuery } from '../../api/queries/home.ts'
import { kitsQuery, openPickListsQuery, pickListQuery } from '../../api/queries/kits.ts'
import { listsQuery } from '../../api/queries/lists.ts'
import { tasksQuery } from '../../api/queries/tasks.ts'

/** The pick list that somebody worked on last and has not finished. */
function useOpenPick() {
  const { data: kits } = useQuery(kitsQuery('active'))
  const ids = (kits ?? []).filter(({ pick_list_badge_count }) => pick_list_badge_count > 0).map(({ id }) => id)
  const { data: memberships } = useQuery(openPickListsQuery(ids))
  const lists = (memberships?.memberships ?? [])
    .flatMap(({ pick_lists }) => pick_lists)
    .filter(({ status }) => status === 'open')
    .sort((a, b) => b.updated_at.localeCompare(a.updated_at))
  const [last] = lists
  const { data: detail } = useQuery({ ...pickListQuery(last?.id ?? 0), enabled: last !== undefined })
  return { list: last === undefined ? undefined : detail, others: Math.max(0, lists.length - 1) }
}

/** What waits for somebody. */
export function useAttention() {
  const pick = useOpenPick()
  const { data: lists } = useQuery(listsQuery)
  const { data: stats } = useQuery(statsQuery)
  const { data: someLow } = useQuery(someLowQuery)
  const { data: undocumented } = useQuery(undocumentedQuery)
  const { data: tasks } = useQuery(tasksQuery)
  return {
    pick,
    waiting: (lists ?? []).filter(({ status, has_ordered_lines }) => status === 'active' && has_ordered_lines),
    low: { count: stats?.low_stock_count ?? 0, some: someLow ?? [] },
    undocumented,
    failed: (tasks ?? []).filter(({ error, problem }) => error !== null || problem !== null),
    loading: lists === undefined || stats === undefined || undocumented === undefined,
  }
}
