import { api, body, once } from '../../api/client.ts'

/** Takes back what was done in one go. @throws ApiError with the reason why it cannot be undone any more. */
export async function undoOperation(operationId: string): Promise<void> {
  await body(
    api.POST('/api/operations/{operation_id}/undo', {
      params: { path: { operation_id: operationId }, header: once() },
      body: {},
    }),
  )
}
