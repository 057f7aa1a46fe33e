/** The name that the front end's document gives an operation: the method, then the path with `_` for every slash. */
export function frontEndOperationId(method: string, path: string): string {
  return `${method}_${path.replaceAll('/', '_')}`
}
