import type { Drawing } from '../drawings/drawing.ts'
import type { Choices } from './choices.ts'
import type { Dice } from './dice.ts'

/** What a generated part says of itself. What is left out is null. */
export interface PartDraft {
  /** Name of a predefined type. */
  type: string
  description: string
  number?: string
  maker?: string
  package?: string
  pins?: number
  pitch?: string
  rating?: string
  input?: string
  output?: string
  mounting?: 'Surface-Mount' | 'Through-Hole' | 'Panel Mount'
  series?: string
  dimensions?: string
  tags: string[]
  /** What a picture of it shows. */
  drawing: Drawing
}

/** Parts that are made, named and described alike. */
export interface PartFamily {
  /** How many of them there are among the parts of a shelf, by the sum of all families. */
  weight: number
  /**
   * Makes one of them.
   *
   * @param choices what tells it from the others of the family: value, package, maker.
   * @param dice how somebody happened to describe it.
   */
  make(choices: Choices, dice: Dice): PartDraft
}
