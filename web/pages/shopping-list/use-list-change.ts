import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { sayFailure } from '../../shared/feedback/undo.tsx'

const SHOW_LISTS = ['list', 'lists', 'part', 'kit', 'home']

/** Reads again what shows a list. */
export async function listChanged(queries: QueryClient): Promise<void> {
  await Promise.all(SHOW_LISTS.map((word) => queries.invalidateQueries({ queryKey: [word] })))
}

/** A change of the list: what shows it is read again afterwards, whatever came of it. */
export function useListChange<Input>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onError: sayFailure,
    onSettled: () => listChanged(queries),
  })
}
