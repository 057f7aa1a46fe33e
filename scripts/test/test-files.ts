import { glob } from 'node:fs/promises'

/** The test files among the paths, folders or patterns that are given, or all of them. */
export async function findTests(given: readonly string[]): Promise<string[]> {
  const patterns = given.length === 0 ? ['test'] : given
  const found = new Set<string>()
  for (const pattern of patterns) {
    const files = pattern.endsWith('.ts') ? [pattern] : [`${pattern}/**/*.test.ts`]
    for await (const file of glob(files)) found.add(file)
  }
  if (found.size === 0) throw new Error(`There are no tests in ${patterns.join(', ')}`)
  return [...found].sort()
}
