/** A file that somebody uploads to do harm, and what must become of it. */
export interface HostileFile {
  what: string
  /** As the client sends it. */
  filename: string
  content: Buffer | string
  /**
   * The type that it is stored and served as; or the type that it is refused for; or that it is refused for its size.
   */
  outcome: { stored: string } | { refused: string } | 'too large'
  /**
   * Of what is stored: whether a picture of it can be made; `blank` if one may be made and shows nothing, `any` if it is
   * only to end soon, `slow` if it is to be given up after a while. A picture is not asked for by default.
   */
  picture?: 'none' | 'some' | 'blank' | 'any' | 'slow'
}

/** Where hostile files want to be read from: nothing must ever arrive there. */
export interface Canary {
  /** Origin of a server that counts its requests. */
  url: string
  /** Path of a black PNG. */
  file: string
}
