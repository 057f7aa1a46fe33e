/** The columns of a part that the model compares. */
export interface CandidatePart {
  key: string
  manufacturer_code: string | null
  type_name: string | null
  description: string
  tags: string[]
  manufacturer: string | null
  package: string | null
  series: string | null
  voltage_rating: string | null
  pin_count: number | null
  pin_pitch: string | null
}

/** A part that may be the one that is searched for. */
export interface Candidate {
  part: CandidatePart
  /** From 0 to 1. */
  score: number
  /** Whether the part numbers are equal and the makers do not differ. */
  isSame: boolean
  /** What both have in common, as text for users. */
  reason: string
}
