import { ActionIcon, Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'
import { Note } from '../../shared/feedback/note.tsx'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import { taskName } from '../../shared/text/task-name.ts'
import { fullTime } from '../../shared/text/times.ts'
import classes from './tasks.module.css'

/** One task: what it was, when, and what came of it. */
export function TaskPanel({ task, onClose }: { task: Task; onClose: () => void }) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const { data } = useQuery({
    queryKey: ['tasks', task.task_id, task.status],
    queryFn: () => body(api.GET('/api/tasks/{task_id}/status', { params: { path: { task_id: task.task_id } } })),
  })
  const forget = useMutation({
    mutationFn: () =>
      body(api.DELETE('/api/tasks/{task_id}', { params: { path: { task_id: task.task_id }, header: once() } })),
    onSuccess: () => {
      onClose()
      sayDone('Forgotten')
    },
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const report = `${task.name} ${task.task_id} ${task.status} ${task.start_time} ${task.error ?? ''}`.trim()
  const times = [
    ['Asked for', task.start_time],
    ['Begun', task.run_started_at],
    ['Ended', task.end_time],
  ] as const
  const result = data?.result ? JSON.stringify(data.result, null, 2) : ''
  return (
    <aside className={classes.panel} aria-label={taskName(task.name)}>
      <header>
        <h2>{taskName(task.name)}</h2>
        <ActionIcon aria-label="Close" onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </header>
      {task.error !== null && (
        <Note>
          <b>{task.error}</b>
        </Note>
      )}
      <dl>
        {times.map(
          ([name, at]) =>
            at !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{fullTime(at)}</dd>
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
    </aside>
  )
}
