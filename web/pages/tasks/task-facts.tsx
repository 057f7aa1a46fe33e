import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import { dateAndClock } from '../../shared/text/times.ts'
import { failureOf } from './states.ts'
import { TaskCure } from './task-cure.tsx'
import classes from './tasks.module.css'

interface TaskFactsProps {
  task: Task
  /** It was forgotten. */
  onGone: () => void
  onRetried: (id: string) => void
}

/** One task: when it was, what came of it, and what can be done about that. */
export function TaskFacts({ task, onGone, onRetried }: TaskFactsProps) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const path = { task_id: task.task_id }
  const { data } = useQuery({
    queryKey: ['tasks', task.task_id, task.status],
    queryFn: () => body(api.GET('/api/tasks/{task_id}/status', { params: { path } })),
  })
  const forget = useMutation({
    mutationFn: () => body(api.DELETE('/api/tasks/{task_id}', { params: { path, header: once() } })),
    // Closed first: what is forgotten cannot be read again.
    onMutate: onGone,
    onSuccess: () => {
      queries.removeQueries({ queryKey: ['tasks', task.task_id] })
      sayDone('Forgotten')
    },
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const failure = failureOf(task)
  const report = `${task.name} ${task.task_id} ${task.status} ${task.start_time} ${failure ?? ''}`.trim()
  const times = [
    ['Asked for', task.start_time],
    ['Begun', task.run_started_at],
    ['Ended', task.end_time],
  ] as const
  const result = failure === null && data?.result ? JSON.stringify(data.result, null, 2) : ''
  return (
    <>
      {failure !== null && (
        <Note>
          <b>{failure}</b>
        </Note>
      )}
      <TaskCure task={task} onRetried={onRetried} />
      <dl className={classes.times}>
        {times.map(
          ([name, at]) =>
            at !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="num">{dateAndClock(at)}</dd>
              </div>
            ),
        )}
      </dl>
      {result !== '' && <pre className={classes.json}>{result}</pre>}
      <div className={classes.foot}>
        <Button size="xs" variant="subtle" onClick={() => void copyText(report).catch(sayFailure)}>
          Copy for a report
        </Button>
        {mayEdit && task.end_time !== null && (
          <Button size="xs" variant="subtle" color="red" loading={forget.isPending} onClick={() => forget.mutate()}>
            Forget
          </Button>
        )}
      </div>
    </>
  )
}
