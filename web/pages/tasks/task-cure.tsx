import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'
import { failureOf } from './states.ts'
import classes from './tasks.module.css'

interface TaskCureProps {
  task: Task
  /** A task was started once more, with this id. */
  onRetried: (id: string) => void
}

/** What can be done about a task that failed: to where it is mended, or the same once more. */
export function TaskCure({ task, onRetried }: TaskCureProps) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const retry = useMutation({
    mutationFn: () =>
      body(api.POST('/api/tasks/{task_id}/retry', { params: { path: { task_id: task.task_id }, header: once() } })),
    onSuccess: ({ task_id }) => onRetried(task_id),
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const { import_id: importId } = task
  const isAnalysis = task.name === 'part_analysis' && task.status !== 'cancelled'
  const mayRetry = mayEdit && task.can_retry
  if (importId === null && !isAnalysis && !mayRetry) return null
  return (
    <div className={classes.cure}>
      {importId !== null && (
        <Button
          variant="filled"
          fullWidth
          renderRoot={(props) => <Link to="/import/$import" params={{ import: String(importId) }} {...props} />}
        >
          {failureOf(task) === null ? 'Open the import' : 'Mend it in the import'}
        </Button>
      )}
      {isAnalysis && failureOf(task) === null && mayEdit && (
        <Button
          variant="filled"
          fullWidth
          renderRoot={(props) => <Link to="/new" search={{ task: task.task_id }} {...props} />}
        >
          {task.end_time === null ? 'Watch' : 'Open as a new part'}
        </Button>
      )}
      {mayRetry && (
        <Button
          variant={importId === null ? 'filled' : 'default'}
          fullWidth
          leftSection={<IconRefresh size={15} stroke={1.75} />}
          loading={retry.isPending}
          onClick={() => retry.mutate()}
        >
          Try again
        </Button>
      )}
    </div>
  )
}
