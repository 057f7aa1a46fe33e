import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sayFailure } from '../../shared/feedback/undo.tsx'

/** A change of the list: what shows it is read again afterwards, whatever came of it. */
export function useListChange<Input>(change: (input: Input) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: change,
    onError: sayFailure,
    onSettled: () =>
      Promise.all(
        ['list', 'lists', 'part', 'kit', 'home'].map((word) => queries.invalidateQueries({ queryKey: [word] })),
      ),
  })
}
