import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'
import { sayFailure } from '../../shared/feedback/undo.tsx'

/** Stops a task that waits or runs. */
export function CancelButton({ task }: { task: Task }) {
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const cancel = useMutation({
    mutationFn: () =>
      body(api.POST('/api/tasks/{task_id}/cancel', { params: { path: { task_id: task.task_id }, header: once() } })),
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['tasks'] }),
  })
  if (!mayEdit) return null
  return (
    <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel
    </Button>
  )
}
