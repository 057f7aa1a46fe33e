import { useQueryClient } from '@tanstack/react-query'
import { api, body, once, type Schemas } from '../../api/client.ts'
import type { Person } from '../../api/queries/access.ts'

/** Changes somebody, and has everything read again that shows it; for oneself also what one may do. */
export function usePersonChange({ id }: Person): (changes: Schemas['PersonUpdate']) => Promise<Person> {
  const queries = useQueryClient()
  return async (changes) => {
    const changed = await body(
      api.PATCH('/api/people/{person_id}', { params: { path: { person_id: id }, header: once() }, body: changes }),
    )
    await Promise.all(
      ['people', 'devices', 'tokens', 'session'].map((word) => queries.invalidateQueries({ queryKey: [word] })),
    )
    return changed
  }
}
