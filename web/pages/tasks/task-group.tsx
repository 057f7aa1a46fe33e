import { Progress } from '@mantine/core'
import {
  type Icon,
  IconCheck,
  IconCircleX,
  IconFileImport,
  IconRefresh,
  IconSparkles,
  IconX,
} from '@tabler/icons-react'
import type { Task } from '../../api/queries/tasks.ts'
import { percent } from '../../shared/text/numbers.ts'
import { taskName } from '../../shared/text/task-name.ts'
import { Time } from '../../shared/text/time.tsx'
import { duration } from '../../shared/text/times.ts'
import { CancelButton } from './cancel-button.tsx'
import { failureOf } from './states.ts'
import classes from './tasks.module.css'
import { useStarter } from './use-starter.ts'

interface TaskGroupProps {
  title: string
  tasks: readonly Task[]
  chosen: string | undefined
  onChoose: (id: string) => void
}

function iconOf(name: string): Icon {
  if (name.includes('import')) return IconFileImport
  return /analy|clean/.test(name) ? IconSparkles : IconRefresh
}

/** How long a task ran, once it has. */
function tookSeconds({ run_started_at, end_time }: Task): number | null {
  return run_started_at === null || end_time === null
    ? null
    : (Date.parse(end_time) - Date.parse(run_started_at)) / 1000
}

function Result({ task }: { task: Task }) {
  const failure = failureOf(task)
  if (failure !== null) {
    return (
      <span className={classes.failed}>
        <IconCircleX size={15} stroke={1.75} aria-hidden />
        <span className={classes.why}>Failed: {failure}</span>
      </span>
    )
  }
  if (task.status === 'completed') {
    return (
      <span className={classes.result}>
        <IconCheck size={15} stroke={1.75} aria-hidden /> Done
      </span>
    )
  }
  if (task.status === 'cancelled') {
    return (
      <span className={classes.result}>
        <IconX size={15} stroke={1.75} aria-hidden /> Cancelled
      </span>
    )
  }
  return <span className={classes.result}>{task.status === 'pending' ? 'Starts as soon as a worker is free' : ''}</span>
}

function TaskRow({ task, chosen, onChoose }: { task: Task; chosen: boolean; onChoose: () => void }) {
  const IconOfTask = iconOf(task.name)
  const starter = useStarter()(task)
  const took = tookSeconds(task)
  const active = task.status === 'running' || task.status === 'pending'
  return (
    <div className={classes.task} data-chosen={chosen || undefined}>
      <button
        type="button"
        className={classes.open}
        aria-label={`Show ${taskName(task.name)}`}
        onClick={onChoose}
        data-walk
      />
      <span className={classes.icon}>
        <IconOfTask size={17} stroke={1.75} aria-hidden />
      </span>
      <span className={classes.name}>
        <b>{taskName(task.name)}</b>
        <span>
          {task.import_id !== null && `import ${task.import_id}, `}
          {starter !== '' && `${starter}, `}
          <Time at={task.start_time} />
        </span>
      </span>
      {task.status === 'running' ? (
        <span className={classes.progress}>
          <span>
            <b className="ellipsis">{task.progress?.text ?? 'Begun'}</b>
            <span className="num">{percent(task.progress?.value ?? 0)}</span>
          </span>
          <Progress value={(task.progress?.value ?? 0) * 100} size={6} aria-label="Progress" />
        </span>
      ) : (
        <Result task={task} />
      )}
      <span className={`num ${classes.took}`}>{took !== null && duration(took)}</span>
      <span className={classes.end}>
        {active ? <CancelButton task={task} /> : task.end_time !== null && <Time at={task.end_time} />}
      </span>
    </div>
  )
}

/** Tasks of one state. */
export function TaskGroup({ title, tasks, chosen, onChoose }: TaskGroupProps) {
  return (
    <section aria-label={title}>
      <div className={classes.group}>
        <h2>{title}</h2>
      </div>
      {tasks.map((task) => (
        <TaskRow
          key={task.task_id}
          task={task}
          chosen={task.task_id === chosen}
          onChoose={() => onChoose(task.task_id)}
        />
      ))}
    </section>
  )
}
