/** What a test file has come to. */
export interface TestFileResult {
  file: string
  /** Assertions. A file that ends badly without a failed one has one failure. */
  passed: number
  failed: number
  /** The names of the assertions and tests that failed, the inner ones first. */
  failures: string[]
  seconds: number
  /** Processor time of its process while it ran, and of those that it has started. 0 where that is not known. */
  processorSeconds: number
  /** What its output says beside what went well. */
  trouble: string
}

/** In words: the file, how many assertions passed or failed, and how long it took. */
export function describe({ file, passed, failed, seconds, processorSeconds }: TestFileResult): string {
  const outcome = failed === 0 ? `${passed} passed` : `${failed} FAILED`
  return `${file}  ${outcome}  ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of a processor`
}

/** What a process of several test files says as each of them ends, as a comment before the figures of the file in JSON. */
export const FILE_ENDED = 'the file has ended: '

/** The figures that follow `FILE_ENDED`. */
export interface FileFigures {
  passed: number
  failed: number
  seconds: number
  processorSeconds: number
}

/** What every process of test files says at its end, as a comment, before the seconds of a processor that it has used. */
export const PROCESSOR_TIME = 'processor time: '
