/** What a test file has come to. */
export interface TestFileResult {
  file: string
  /** Assertions. A file that ends badly without a failed one has one failure. */
  passed: number
  failed: number
  /** The names of the assertions and tests that failed, the inner ones first. */
  failures: string[]
  seconds: number
  /** What its output says beside what went well. */
  trouble: string
}

/** In words: the file, how many assertions passed or failed, and how long it took. */
export function describe({ file, passed, failed, seconds }: TestFileResult): string {
  const outcome = failed === 0 ? `${passed} passed` : `${failed} FAILED`
  return `${file}  ${outcome}  ${seconds.toFixed(1)} s`
}

/** What a process of several test files says as each of them ends, as a comment before the figures of the file in JSON. */
export const FILE_ENDED = 'the file has ended: '

/** The figures that follow `FILE_ENDED`. */
export interface FileFigures {
  passed: number
  failed: number
  seconds: number
}
