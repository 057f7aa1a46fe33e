import { serviceUrl } from '../../api/client.ts'

/** The address of a file. @param what path below the exports. @param query what is not set is left out. */
export function exportUrl(what: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return serviceUrl(`/api/exports/${what}?${new URLSearchParams(pairs)}`)
}
