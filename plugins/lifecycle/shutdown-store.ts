/** The figures of one shutdown. */
export interface ShutdownFigures {
  /** From the request to shut down until the server had closed, in seconds. */
  durationSeconds: number
  /** Background tasks that were active when the shutdown began. */
  activeTasks: number
  /** Whether the process reached the end of its shutdown; false after a crash or a kill. */
  clean: boolean
}

/** What is known about the processes that ran before this one. `clean` is false when one of them crashed or was killed. */
export interface PreviousShutdown extends ShutdownFigures {
  /** How many crashed or were killed that no other process has told of. */
  crashes?: number
}

/**
 * Keeps the figures of a shutdown until the next process can publish them. Its failures are logged and never stop a
 * start or a close.
 */
export interface ShutdownStore {
  /**
   * Called once, when the instance is ready: records that this process runs, and takes over the records of ended processes
   * that no other process has taken over. Answers null when there has never been one. A record without figures is one of
   * a process that crashed or was killed: with one of these among them the answer is `clean: false`. With none to take
   * over, it is the figures of the last shutdown. A store that cannot be reached yet answers `later`, and keeps trying;
   * until then the previous process is unknown.
   */
  begin(): Promise<PreviousShutdown | null | { later: Promise<PreviousShutdown | null> }>
  /** Called when the server has closed, if `begin` had succeeded: stores the figures in this process's record. */
  end(figures: ShutdownFigures): Promise<void>
  /** Called last, also when `begin` has not ended: releases the resources of the store and stops trying. */
  close?(): Promise<void>
}
