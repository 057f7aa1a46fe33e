/** A number from 0 to below 1 for each call, always the same ones for a seed (Mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Bytes that are special in the files of spreadsheets and lists. */
const SPECIAL = Buffer.from('\0\t\n\r",;|\'=<>&[]{}\\/PK\u00ff\u00fe', 'latin1')
const MOST_FLIPS = 20

type Mutation = (bytes: Buffer, random: () => number, other: Buffer) => Buffer

const at = (random: () => number, length: number) => Math.floor(random() * length)

const MUTATIONS: readonly Mutation[] = [
  function flip(bytes, random) {
    const copy = Buffer.from(bytes)
    for (let n = 1 + at(random, MOST_FLIPS); n > 0 && copy.length > 0; n--) {
      const place = at(random, copy.length)
      copy[place] = (copy[place] ?? 0) ^ (1 << at(random, 8))
    }
    return copy
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, at(random, bytes.length))
  },
  function splice(bytes, random, other) {
    const [from, to] = [at(random, bytes.length), at(random, other.length)]
    return Buffer.concat([bytes.subarray(0, from), other.subarray(to), bytes.subarray(from)])
  },
  function cross(bytes, random, other) {
    return Buffer.concat([bytes.subarray(0, at(random, bytes.length)), other.subarray(at(random, other.length))])
  },
  function repeat(bytes, random) {
    const start = at(random, bytes.length)
    const piece = bytes.subarray(start, start + 1 + at(random, 200))
    const times = 1 + at(random, 50)
    return Buffer.concat([bytes.subarray(0, start), ...Array(times).fill(piece), bytes.subarray(start)])
  },
  function remove(bytes, random) {
    const start = at(random, bytes.length)
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + at(random, 100))])
  },
  function special(bytes, random) {
    const copy = Buffer.from(bytes)
    for (let n = 1 + at(random, MOST_FLIPS); n > 0 && copy.length > 0; n--) {
      copy[at(random, copy.length)] = SPECIAL[at(random, SPECIAL.length)] ?? 0
    }
    return copy
  },
]

/** A spoiled copy of a file: bytes flipped, cut off, repeated, or mixed with those of another file. */
export function mutateBytes(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  const mutate = MUTATIONS[at(random, MUTATIONS.length)]
  return mutate === undefined ? bytes : mutate(bytes, random, other)
}
