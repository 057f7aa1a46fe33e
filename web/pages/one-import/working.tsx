import { Button, Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../api/queries/imports.ts'
import { useMay } from '../../api/queries/session.ts'
import { type Task, tasksQuery } from '../../api/queries/tasks.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { percent } from '../../shared/text/numbers.ts'
import { taskName } from '../../shared/text/task-name.ts'
import classes from './one-import.module.css'
import { useDiscard } from './use-discard.ts'

/** How far the task of an import is; a task that somebody else has begun is not told of. */
export function useProgress({ task_id }: Import): Task['progress'] {
  const { data } = useQuery({
    ...tasksQuery,
    select: (tasks: Task[]) => tasks.find((task) => task.task_id === task_id)?.progress ?? null,
  })
  return data ?? null
}

const DOING = { reading: 'import_read', committing: 'import_commit', undoing: 'import_undo' } as const
const NOTES = {
  reading: 'Nothing of the inventory changes. You can leave this page: the file waits under Import.',
  committing: 'All of it or nothing is written. You can leave this page.',
  undoing: 'All of it or nothing is taken back. You can leave this page.',
} as const

type Busy = keyof typeof DOING

function busyOf({ status }: Import): Busy {
  return status === 'committing' || status === 'undoing' ? status : 'reading'
}

/** The step that the service works on, and how far it is. */
export function Working({ one }: { one: Import }) {
  const progress = useProgress(one)
  const mayEdit = useMay('editor')
  const discard = useDiscard(one)
  const doing = busyOf(one)
  return (
    <section className={classes.working} aria-label={taskName(DOING[doing])}>
      <div className={classes.workingHead} role="status">
        <b>{progress?.text ?? taskName(DOING[doing])}</b>
        <span className="num">{percent(progress?.value ?? 0)}</span>
      </div>
      <Progress value={(progress?.value ?? 0) * 100} size={6} aria-label="Progress" />
      <p>{NOTES[doing]}</p>
      {doing === 'reading' && mayEdit && (
        <Button loading={discard.isPending} onClick={() => discard.mutate(undefined, { onError: sayFailure })}>
          Cancel
        </Button>
      )}
    </section>
  )
}
