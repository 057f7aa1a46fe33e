import { Type } from 'typebox'
import { Nullable, OneOf } from '../../schema-types.ts'
import { CONFIDENCES } from '../part-details/details-schema.ts'

const Text = Nullable(Type.String())

/** A part of the inventory that may be the one in question. */
export const DuplicateCandidateSchema = Type.Object(
  {
    part_key: Type.String(),
    description: Type.String({ description: 'The first 500 characters' }),
    manufacturer_code: Text,
    manufacturer: Text,
    type_name: Text,
    package: Text,
    confidence: OneOf(CONFIDENCES, { title: 'DuplicateConfidence' }),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    reasoning: Type.String({ description: 'What agrees, for people' }),
  },
  { title: 'DuplicateCandidate' },
)
export type DuplicateCandidate = Type.Static<typeof DuplicateCandidateSchema>
