import type { Stryker } from '@stryker-mutator/core'

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

interface Score {
  file: string
  noticed: number
  survived: number
  unreached: number
}

/** Counts the changes of each file by what the tests said. Those that could not run count nowhere. */
function scoresOf(results: readonly MutantResult[]): Score[] {
  const scores = new Map<string, Score>()
  for (const { fileName, status } of results) {
    const score = scores.get(fileName) ?? { file: fileName, noticed: 0, survived: 0, unreached: 0 }
    if (status === 'Killed' || status === 'Timeout') score.noticed++
    else if (status === 'Survived') score.survived++
    else if (status === 'NoCoverage') score.unreached++
    scores.set(fileName, score)
  }
  return [...scores.values()].sort((a, b) => (a.file < b.file ? -1 : 1))
}

/** The rows of the table in `docs/mutation.md`: a file, its changes, how many the tests noticed, and the share. */
export function scoreRows(results: readonly MutantResult[]): string[] {
  return scoresOf(results).map(({ file, noticed, survived, unreached }) => {
    const total = noticed + survived + unreached
    const share = total === 0 ? '–' : `${Math.round((noticed / total) * 100)} %`
    return `| \`${file}\` | ${total} | ${noticed} | ${survived} | ${unreached} | ${share} |`
  })
}
