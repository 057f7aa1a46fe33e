/**
 * The items of a source, of which the next one is asked for while the last one is used: the source and its reader work
 * at the same time. One item more than without it is in memory.
 */
export async function* readAhead<Item>(source: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  const items = source[Symbol.asyncIterator]()
  const ask = () => {
    const next = items.next()
    // Whoever waits for it is told why it has failed.
    next.catch(() => {})
    return next
  }
  let next = ask()
  try {
    for (let found = await next; found.done !== true; found = await next) {
      next = ask()
      yield found.value
    }
  } finally {
    // Nothing of the source goes on after this.
    await next.catch(() => {})
    await items.return?.()
  }
}
