import { Type } from 'typebox'
import { OneOf } from '../schema-types.ts'
import { Drawing } from './drawings/drawing.ts'
import { MOTIF_NAMES } from './drawings/logo.ts'

const Text = Type.String({ minLength: 1 })
const Title = Type.String({ minLength: 1, maxLength: 255 })

/** A document of a part or a kit: a picture that is drawn, a data sheet that is drawn from the part, or a link. */
export const DocumentEntry = Type.Union([
  Type.Object({ part_key: Text, title: Title, drawing: Drawing }),
  Type.Object({ kit_name: Text, title: Title, drawing: Drawing }),
  Type.Object({ part_key: Text, title: Title, datasheet: Type.Literal(true) }),
  Type.Object({ part_key: Text, title: Title, url: Type.String({ pattern: '^https://', maxLength: 2000 }) }),
])

export const LogoEntry = Type.Object({
  seller_id: Type.Integer(),
  motif: OneOf(MOTIF_NAMES),
  colour: Type.String({ pattern: '^#[0-9a-f]{6}$' }),
})
