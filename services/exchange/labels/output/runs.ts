/** Dark squares beside each other are one bar, so that nothing shines through between them. */
export function runsOf(squares: readonly boolean[]): [first: number, length: number][] {
  const runs: [number, number][] = []
  for (const [place, isDark] of squares.entries()) {
    const last = runs.at(-1)
    if (!isDark) continue
    if (last !== undefined && last[0] + last[1] === place) last[1]++
    else runs.push([place, 1])
  }
  return runs
}
