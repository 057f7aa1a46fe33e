/** The id of the operation in a parameter that `operationValue` has made. */
export function operationOfValue(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const operation: unknown = JSON.parse(value)
  if (typeof operation !== 'object' || operation === null) return null
  const id: unknown = Reflect.get(operation, 'id')
  return typeof id === 'string' ? id : null
}
