/**
 * Starts work on the items in their order, several at a time, and resolves when all of it has ended.
 *
 * @param most how many items, this one included, may be worked on while it is.
 * @param work must not reject.
 */
export async function runInTurn<T>(
  items: Iterable<T>,
  most: (item: T) => number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>()
  for (const item of items) {
    while (running.size >= most(item)) await Promise.race(running)
    const task = work(item).finally(() => running.delete(task))
    running.add(task)
  }
  await Promise.all(running)
}
