import type { ReactNode } from 'react'
import { PartKey } from './part-key.tsx'

const KEY = /\b([A-Z]{4})\b/
/** A slot is read as one word. */
const PLACE = /\b(\d+-\d+)\b/

function withPlaces(text: string): ReactNode {
  const pieces = text.split(PLACE)
  if (pieces.length === 1) return text
  return pieces.map((piece, index) => {
    const name = `${index} ${piece}`
    return index % 2 === 0 ? (
      piece
    ) : (
      <span key={name} className="whole">
        {piece}
      </span>
    )
  })
}

interface KeysProps {
  text: string
  /** Draws a key; without it, as a key. */
  draw?: (key: string) => ReactNode
}

/** A sentence with the keys in it set as keys, and its slots never in two lines. */
export function Keys({ text, draw = (key) => <PartKey>{key}</PartKey> }: KeysProps) {
  // Splitting by one group: every second piece is a key.
  return text.split(KEY).map((piece, index) => {
    const name = `${index} ${piece}`
    return <span key={name}>{index % 2 === 0 ? withPlaces(piece) : draw(piece)}</span>
  })
}
