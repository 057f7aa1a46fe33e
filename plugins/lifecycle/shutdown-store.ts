/** The figures of one shutdown. */
export interface ShutdownFigures {
  /** From the request to shut down until the server had closed, in seconds. */
  durationSeconds: number
  /** Background tasks that were active when the shutdown began. */
  activeTasks: number
  /** Whether the process reached the end of its shutdown; false after a crash or a kill. */
  clean: boolean
}

/** What is known about the process that ran before this one. */
export type PreviousShutdown = ShutdownFigures

/**
 * Keeps the figures of a shutdown until the next process can publish them. Its failures are logged and never stop a
 * start or a close.
 */
export interface ShutdownStore {
  /**
   * Called once, when the instance is ready: records that this process runs, and takes over the newest record of an ended
   * process that no other process has taken over. Answers null when there is none. A record without figures is one of a
   * process that crashed or was killed: it is answered with `clean: false`. A store that cannot be reached
   * yet answers `later`, and keeps trying; until then the previous process is unknown.
   */
  begin(): Promise<PreviousShutdown | null | { later: Promise<PreviousShutdown | null> }>
  /** Called when the server has closed, if `begin` had succeeded: stores the figures in this process's record. */
  end(figures: ShutdownFigures): Promise<void>
  /** Called last, also when `begin` has not ended: releases the resources of the store and stops trying. */
  close?(): Promise<void>
}
