import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, body, once } from '../../../api/client.ts'
import { isLive } from '../../../api/live/live.ts'
import { tasksQuery } from '../../../api/queries/tasks.ts'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import { readProposal } from './proposal.ts'

const LOOK_AGAIN_MS = 2000

/** What is analysed: words, a picture, or both. */
interface Subject {
  text: string
  picture: File | null
}

function start({ text, picture }: Subject) {
  const form = new FormData()
  if (text !== '') form.set('text', text)
  if (picture !== null) form.set('image', picture)
  return body(
    api.POST('/api/ai-parts/analyze', { params: { header: once() }, body: { text }, bodySerializer: () => form }),
  )
}

/**
 * An analysis that fills a new part in: it is started, shows how far it is, and ends with a proposal.
 *
 * @param begun id of one that was started before.
 * @param onBegun told of the id of one that is started, and null when it is forgotten.
 */
export function useAnalysis(begun: string | undefined, onBegun: (taskId: string | null) => void) {
  const queries = useQueryClient()
  const [taskId, setTaskId] = useState<string | null>(begun ?? null)
  const begin = useMutation({
    mutationFn: start,
    onMutate: () => setTaskId(null),
    onSuccess: ({ task_id }) => {
      setTaskId(task_id)
      onBegun(task_id)
      void queries.invalidateQueries({ queryKey: tasksQuery.queryKey })
    },
  })
  // The word "tasks" at the beginning: it is read again with each event of a task.
  const { data: task, error: lost } = useQuery({
    queryKey: ['tasks', taskId, 'analysis'],
    queryFn: () => body(api.GET('/api/tasks/{task_id}/status', { params: { path: { task_id: taskId ?? '' } } })),
    enabled: taskId !== null,
    // Without the stream nobody says that it has ended.
    refetchInterval: ({ state }) => !isLive() && (state.data?.end_time ?? null) === null && LOOK_AGAIN_MS,
  })
  const { data: step = null } = useQuery({
    ...tasksQuery,
    enabled: taskId !== null,
    select: (tasks) => tasks.find(({ task_id }) => task_id === taskId)?.progress ?? null,
  })
  const stop = useMutation({
    mutationFn: () =>
      body(api.POST('/api/tasks/{task_id}/cancel', { params: { path: { task_id: taskId ?? '' }, header: once() } })),
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: tasksQuery.queryKey }),
  })
  const ended = task !== undefined && task.end_time !== null
  const proposal = useMemo(
    () => (task?.status === 'completed' ? readProposal(task.result) : null),
    [task?.status, task?.result],
  )
  return {
    begin: begin.mutate,
    stop: () => stop.mutate(),
    forget: () => {
      setTaskId(null)
      onBegun(null)
    },
    /** What went wrong before the analysis had begun. */
    error: begin.error,
    isRunning: begin.isPending || (taskId !== null && !ended && lost === null),
    step: ended ? null : step,
    /** What came of it; null while there is nothing. */
    proposal,
    /** Why there is no proposal; empty when there is one. */
    failure: proposal?.failure ?? (task?.status === 'failed' ? (task.error ?? 'The analysis failed') : ''),
  }
}
