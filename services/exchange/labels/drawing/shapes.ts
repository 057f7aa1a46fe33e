import { toDot } from './dots.ts'

/*
 * What a page consists of. Sizes and places are in millimetres from its upper left corner.
 */

/** Text of one line and one direction, of signs that the font has; `textLine` makes it. */
export interface TextShape {
  shape: 'text'
  text: string
  x: number
  /** Of the line that the letters stand on. */
  baseline: number
  /** Of the font. */
  size: number
  isBold: boolean
}

/** A code of dark and light squares. */
export interface ModulesShape {
  shape: 'modules'
  x: number
  y: number
  /** Side of a square. */
  module: number
  /** Dark squares are true. */
  rows: readonly (readonly boolean[])[]
}

/** A rectangle: its outline in black, or filled. */
export interface RectangleShape {
  shape: 'rectangle'
  x: number
  y: number
  width: number
  height: number
  fill: 'black' | 'white' | 'none'
}

export type Shape = TextShape | ModulesShape | RectangleShape

/** A page with its shapes. */
export interface Page {
  width: number
  height: number
  shapes: readonly Shape[]
}

/** Moves shapes. */
export function moved(shapes: readonly Shape[], x: number, y: number): Shape[] {
  return shapes.map((shape) =>
    shape.shape === 'text'
      ? { ...shape, x: shape.x + x, baseline: shape.baseline + y }
      : { ...shape, x: shape.x + x, y: shape.y + y },
  )
}

/**
 * Corrects what a printer does: enlarges shapes about the middle of the page, and moves them. Codes begin on a dot of a
 * printer with few dots an inch, and so do their squares.
 */
export function adjusted({ width, height, shapes }: Page, { scale, offsetX, offsetY }: Adjustment): Page {
  const x = (at: number) => width / 2 + (at - width / 2) * scale + offsetX
  const y = (at: number) => height / 2 + (at - height / 2) * scale + offsetY
  return {
    width,
    height,
    shapes: shapes.map((shape) => {
      if (shape.shape === 'text') {
        return { ...shape, x: x(shape.x), baseline: y(shape.baseline), size: shape.size * scale }
      }
      const at = { x: x(shape.x), y: y(shape.y) }
      if (shape.shape === 'modules') {
        return { ...shape, x: toDot(at.x), y: toDot(at.y), module: toDot(shape.module * scale) }
      }
      return { ...shape, ...at, width: shape.width * scale, height: shape.height * scale }
    }),
  }
}

/** What a page is corrected by. */
export interface Adjustment {
  scale: number
  offsetX: number
  offsetY: number
}
