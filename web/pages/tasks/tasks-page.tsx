import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { tasksQuery } from '../../api/queries/tasks.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { useWidthUpTo } from '../../shared/use-width-up-to.ts'
import { GROUPS } from './states.ts'
import { TaskGroup } from './task-group.tsx'
import { TaskPanel } from './task-panel.tsx'
import classes from './tasks.module.css'

const route = getRouteApi('/tasks')

/** Work in the background: what runs, what waits, and what came of the rest. */
export function TasksPage() {
  const { show, task } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: tasks, error, refetch } = useQuery(tasksQuery)
  const narrow = useWidthUpTo('tablet')
  usePageTitle('Tasks')
  const all = tasks ?? []
  const groups = GROUPS.map((group) => ({ ...group, tasks: all.filter(group.holds) }))
  const shownGroups = groups.filter(({ value, tasks: own }) => own.length > 0 && (show === undefined || show === value))
  const failed = groups.find(({ value }) => value === 'failed')?.tasks.length ?? 0
  const chosen = all.find(({ task_id }) => task_id === task)
  const choose = (id: string | undefined) => void navigate({ search: (old) => ({ ...old, task: id }), replace: true })
  return (
    <div className={classes.page}>
      <PageHead
        title="Tasks"
        summary={tasks && (failed === 0 ? 'Nothing failed' : plural(failed, 'task failed', 'tasks failed'))}
      />
      <FilterTabs
        label="Which tasks"
        value={show}
        onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        tabs={[
          { value: undefined, label: 'All', count: tasks?.length },
          ...groups.map(({ value, label, tasks: own }) => ({
            value,
            label,
            count: tasks && own.length,
            ...(value === 'failed' && { tone: 'bad' as const }),
          })),
        ]}
        end="Ended ones are forgotten after a while"
      />
      <div className={classes.body}>
        <div className={classes.main}>
          {error !== null && tasks === undefined && <Failure error={error} retry={() => void refetch()} />}
          {tasks === undefined && error === null && <SkeletonRows />}
          {tasks?.length === 0 && <p className={classes.none}>Nothing has run in the background lately.</p>}
          {tasks !== undefined && tasks.length > 0 && shownGroups.length === 0 && (
            <p className={classes.none}>No task is like that.</p>
          )}
          {shownGroups.map(({ value, label, tasks: own }) => (
            <TaskGroup key={value} title={label} tasks={own} chosen={chosen?.task_id} onChoose={choose} />
          ))}
        </div>
        <TaskPanel task={chosen} sheet={narrow} onClose={() => choose(undefined)} onRetried={choose} />
      </div>
    </div>
  )
}
