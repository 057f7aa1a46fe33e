/**
 * Does a piece of work of which programs read one JSON object from standard output, also when it is refused.
 *
 * @param isWanted whether they do.
 */
export async function tellRefusal<T>(isWanted: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isWanted) {
      const message = error instanceof Error ? error.message : String(error)
      console.log(JSON.stringify({ import: null, problems: [], error: message }))
    }
    throw error
  }
}
