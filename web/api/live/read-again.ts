import type { QueryClient } from '@tanstack/react-query'

/**
 * Reads again what is shown, by the first words of the keys of its queries. What is being read for the first time may have
 * been answered before the change, so that is read once more when it has come.
 *
 * @param isMeant whether queries of this word are meant.
 */
export function readAgain(queries: QueryClient, isMeant: (word: unknown) => boolean): void {
  const meant = { predicate: ({ queryKey }: { queryKey: readonly unknown[] }) => isMeant(queryKey[0]) }
  for (const query of queries.getQueryCache().findAll({ ...meant, fetchStatus: 'fetching' })) {
    if (query.state.data !== undefined) continue
    query.promise?.then(
      () => queries.invalidateQueries({ queryKey: query.queryKey, exact: true }),
      () => {},
    )
  }
  void queries.invalidateQueries(meant)
}
