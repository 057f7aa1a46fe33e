function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/**
 * The name of an operation, which generators make function names of: the method, the words of the
 * path, and `By` before each parameter. `get /api/types/{type_id}` is `getTypesByTypeId`.
 */
export function operationName(method: string, path: string): string {
  const segments = path
    .replace(/^\/api(?=\/)/, '')
    .split('/')
    .filter(Boolean)
  const names = segments.map((segment) => {
    const words = segment
      .split(/[^A-Za-z0-9]+/)
      .filter(Boolean)
      .map(capitalised)
      .join('')
    return segment.startsWith('{') ? `By${words}` : words
  })
  return method + names.join('')
}
