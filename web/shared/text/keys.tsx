import type { ReactNode } from 'react'
import { PartKey } from './part-key.tsx'

const KEY = /\b([A-Z]{4})\b/

interface KeysProps {
  text: string
  /** Draws a key; without it, as a key. */
  draw?: (key: string) => ReactNode
}

/** A sentence with the keys in it set as keys. */
export function Keys({ text, draw = (key) => <PartKey>{key}</PartKey> }: KeysProps) {
  // Splitting by one group: every second piece is a key.
  return text.split(KEY).map((piece, index) => {
    const name = `${index} ${piece}`
    return <span key={name}>{index % 2 === 0 ? piece : draw(piece)}</span>
  })
}
