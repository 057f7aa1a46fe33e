/** What one loss of the leader cost, in seconds since it was killed. */
export interface Round {
  leader: string
  /** Until the first change was answered with success. */
  writes: number
  /** Until the streams of both processes have told of a change that was made afterwards. */
  streams: number
  /** Until both tasks that were under way had ended. */
  tasks: number
  /** How these tasks ended. */
  taskStatuses: string[]
  /** Answers meanwhile that are neither a success nor a 503 with Retry-After. */
  odd: number
}

export interface Totals {
  rounds: readonly Round[]
  acknowledged: number
  /** Pieces that were answered for and are not in stock, and those that are there twice. */
  lost: number
  doubled: number
  outcomes: ReadonlyMap<string, number>
  /** Texts of odd answers, and of errors in the logs, by how often they came. */
  reasons: ReadonlyMap<string, number>
  wentBack: readonly string[]
  /** How often each process has said that notifications do not arrive, where they cannot. */
  warnings: readonly number[]
  /** Processes that have ended. */
  ended: number
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell)).join(' | ')} |`
}

/** The report as a table in Markdown. */
export function describe(totals: Totals): string {
  const { rounds, acknowledged, lost, doubled, outcomes, reasons, wentBack, warnings, ended } = totals
  return [
    row(['killed', 'writes again (s)', 'streams (s)', 'tasks ended (s)', 'tasks', 'other answers']),
    row(['---', '---', '---', '---', '---', '---']),
    ...rounds.map((round) =>
      row([round.leader, round.writes, round.streams, round.tasks, round.taskStatuses.join(', '), String(round.odd)]),
    ),
    '',
    `changes that were acknowledged: ${acknowledged}; of them lost: ${lost}; made twice: ${doubled}`,
    `answers: ${[...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`,
    `processes that ended: ${ended}`,
    ...(warnings.length > 0 ? [`warnings that notifications do not arrive: ${warnings.join(', ')}`] : []),
    `counters that went back: ${wentBack.length === 0 ? 'none' : wentBack.join(', ')}`,
    ...[...reasons].sort(([, a], [, b]) => b - a).map(([reason, count]) => `  ${count} × ${reason}`),
  ].join('\n')
}

/** Whether everything is as it was promised. */
export function isGood({ rounds, lost, doubled, wentBack, warnings, ended, outcomes }: Totals): boolean {
  const expected = new Set(['success', '503 with Retry-After'])
  return (
    lost === 0 &&
    doubled === 0 &&
    wentBack.length === 0 &&
    ended === 0 &&
    warnings.every((count) => count === 1) &&
    [...outcomes.keys()].every((outcome) => expected.has(outcome)) &&
    rounds.every(({ taskStatuses }) => taskStatuses.every((status) => status === 'completed'))
  )
}
