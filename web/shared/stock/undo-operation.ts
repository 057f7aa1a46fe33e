import { api, body, once } from '../../api/client.ts'
import type { LeftOut } from './left-out.tsx'

/**
 * Takes back what was done in one go.
 *
 * @returns what did not come back with a part that was deleted.
 * @throws ApiError with the reason why it cannot be undone any more.
 */
export async function undoOperation(operationId: string): Promise<readonly LeftOut[]> {
  const answer = await body(
    api.POST('/api/operations/{operation_id}/undo', {
      params: { path: { operation_id: operationId }, header: once() },
      body: {},
    }),
  )
  return 'task_id' in answer ? [] : (answer.left_out ?? [])
}
