import { Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconCircleX, IconFileOff, IconMoodHappy, IconPackage } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'
import { plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { taskName } from '../../shared/text/task-name.ts'
import classes from './attention.module.css'
import { GoOn } from './go-on.tsx'
import { useAttention } from './use-attention.ts'

interface LineProps {
  icon: ReactNode
  title: string
  children?: ReactNode
  action: ReactNode
}

function Line({ icon, title, children, action }: LineProps) {
  return (
    <div className={classes.line}>
      <span className={classes.icon}>{icon}</span>
      <span className={classes.words}>
        <b>{title}</b> <span>{children}</span>
      </span>
      {action}
    </div>
  )
}

function failedText({ name, import_id }: Task): string {
  return import_id === null ? `${taskName(name)} failed` : 'An import failed'
}

/** Leads to where one can do something about a task that failed. */
function CureButton({ task, only }: { task: Task; only: boolean }) {
  const { import_id: id } = task
  if (only && id !== null) {
    const link = (props: object) => <Link to="/import/$import" params={{ import: String(id) }} {...props} />
    return (
      <Button size="xs" renderRoot={link}>
        Mend
      </Button>
    )
  }
  const search = only ? { task: task.task_id } : { show: 'failed' as const }
  return (
    <Button size="xs" renderRoot={(props) => <Link to="/tasks" search={search} {...props} />}>
      Look
    </Button>
  )
}

/** What waits for somebody, the one thing to go on with first. */
export function Attention() {
  const { pick, waiting, low, undocumented, failed, loading } = useAttention()
  const mayEdit = useMay('editor')
  if (loading) return <Skeleton height={220} radius="xl" mb={20} />
  const [list] = waiting
  const [task] = failed
  const missing = undocumented?.count ?? 0
  const nothing = pick.list === undefined && waiting.length + low.count + missing + failed.length === 0
  return (
    <section className={classes.card} aria-label="What needs attention">
      {pick.list !== undefined && <GoOn list={pick.list} others={pick.others} />}
      {list !== undefined && (
        <Line
          icon={<IconPackage size={18} stroke={1.75} className={classes.warn} />}
          title={plural(waiting.length, 'shopping list waits for goods', 'shopping lists wait for goods')}
          action={
            <Button
              size="xs"
              renderRoot={(props) => <Link to="/shopping/$list" params={{ list: String(list.id) }} {...props} />}
            >
              {mayEdit ? 'Receive' : 'Open'}
            </Button>
          }
        >
          {list.name}
        </Line>
      )}
      {low.count > 0 && (
        <Line
          icon={<IconAlertTriangle size={18} stroke={1.75} className={classes.warn} />}
          title={plural(low.count, 'part is low', 'parts are low')}
          action={
            <Button size="xs" renderRoot={(props) => <Link to="/parts" search={{ q: 'stock:1..5' }} {...props} />}>
              Show
            </Button>
          }
        >
          {low.some.map(({ part_key }) => (
            <Link key={part_key} to="/parts/$key" params={{ key: part_key }} className={classes.key}>
              <PartKey>{part_key}</PartKey>
            </Link>
          ))}
        </Line>
      )}
      {missing > 0 && (
        <Line
          icon={<IconFileOff size={18} stroke={1.75} />}
          title={plural(missing, 'part has no documents', 'parts have no documents')}
          action={
            <Button size="xs" renderRoot={(props) => <Link to="/parts" search={{ q: '-has:document' }} {...props} />}>
              Show
            </Button>
          }
        />
      )}
      {task !== undefined && (
        <Line
          icon={<IconCircleX size={18} stroke={1.75} className={classes.bad} />}
          title={failed.length === 1 ? failedText(task) : plural(failed.length, 'task failed', 'tasks failed')}
          action={<CureButton task={task} only={failed.length === 1} />}
        >
          {task.error ?? task.problem}
        </Line>
      )}
      {nothing && (
        <Line icon={<IconMoodHappy size={18} stroke={1.75} />} title="Nothing waits" action={null}>
          no open picks, no goods on their way, no part low
        </Line>
      )}
    </section>
  )
}
