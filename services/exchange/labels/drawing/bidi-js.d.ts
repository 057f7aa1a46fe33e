/** The package describes itself as a module of the other kind than the one that Node.js loads. */
declare module 'bidi-js' {
  interface Embedding {
    /** Of each character: odd ones are written from the right. */
    levels: Uint8Array
  }

  interface Bidi {
    getEmbeddingLevels(text: string): Embedding
    getReorderedIndices(text: string, embedding: Embedding): number[]
    getMirroredCharactersMap(text: string, levels: Uint8Array): Map<number, string>
  }

  const bidiFactory: () => Bidi
  export = bidiFactory
}
