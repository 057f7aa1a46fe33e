import type { Stryker } from '@stryker-mutator/core'

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

interface Score {
  file: string
  /** All changes, those that were not tried among them. */
  all: number
  noticed: number
  survived: number
  unreached: number
}

/** Counts the changes of each file by what the tests said. Those that could not run count as changes only. */
function scoresOf(results: readonly MutantResult[], isTried: (id: string) => boolean): Score[] {
  const scores = new Map<string, Score>()
  for (const { id, fileName, status } of results) {
    const score = scores.get(fileName) ?? { file: fileName, all: 0, noticed: 0, survived: 0, unreached: 0 }
    score.all++
    if (!isTried(id)) continue
    if (status === 'Killed' || status === 'Timeout') score.noticed++
    else if (status === 'Survived') score.survived++
    else if (status === 'NoCoverage') score.unreached++
    scores.set(fileName, score)
  }
  return [...scores.values()].sort((a, b) => (a.file < b.file ? -1 : 1))
}

/**
 * The rows of the table in `docs/mutation.md`: a file, its changes, how many were tried and how many of them the tests noticed,
 * and the share.
 */
export function scoreRows(results: readonly MutantResult[], isTried: (id: string) => boolean): string[] {
  return scoresOf(results, isTried).map(({ file, all, noticed, survived, unreached }) => {
    const tried = noticed + survived + unreached
    const share = tried === 0 ? '–' : `${Math.round((noticed / tried) * 100)} %`
    return `| \`${file}\` | ${all} | ${tried} | ${noticed} | ${survived} | ${unreached} | ${share} |`
  })
}
