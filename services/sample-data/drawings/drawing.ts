import { type Static, Type } from 'typebox'
import { drawBoard, drawCase, drawDisplay } from './boards.ts'
import { canvas } from './canvas.ts'
import { drawAxial, drawCan, drawDisc, drawLed, drawTerminal } from './components.ts'
import { drawChip, drawChipComponent, drawQuadChip, drawSmallTransistor, drawTabPackage } from './packages.ts'

const Colour = Type.String({ pattern: '^#[0-9a-f]{3,6}$' })
const Pins = Type.Integer({ minimum: 1, maximum: 64 })

const coloured = (shape: 'can' | 'disc' | 'led' | 'block' | 'board' | 'display' | 'case') =>
  Type.Object({ shape: Type.Literal(shape), colour: Colour })

/** What a picture of the sample data shows. */
export const Drawing = Type.Union([
  Type.Object({ shape: Type.Literal('chip'), pins: Pins }),
  Type.Object({ shape: Type.Literal('quad chip'), pins: Pins }),
  Type.Object({ shape: Type.Literal('tab package') }),
  Type.Object({ shape: Type.Literal('small transistor') }),
  Type.Object({ shape: Type.Literal('axial'), colour: Colour, rings: Type.Array(Colour, { maxItems: 5 }) }),
  Type.Object({ shape: Type.Literal('terminal'), colour: Colour, pins: Pins }),
  coloured('can'),
  coloured('disc'),
  coloured('led'),
  coloured('block'),
  coloured('board'),
  coloured('display'),
  coloured('case'),
])
export type Drawing = Static<typeof Drawing>

function drawContent(drawing: Drawing): string {
  switch (drawing.shape) {
    case 'chip':
      return drawChip(drawing.pins)
    case 'quad chip':
      return drawQuadChip(drawing.pins)
    case 'tab package':
      return drawTabPackage()
    case 'small transistor':
      return drawSmallTransistor()
    case 'axial':
      return drawAxial(drawing.colour, drawing.rings)
    case 'terminal':
      return drawTerminal(drawing.colour, drawing.pins)
    case 'can':
      return drawCan(drawing.colour)
    case 'disc':
      return drawDisc(drawing.colour)
    case 'led':
      return drawLed(drawing.colour)
    case 'block':
      return drawChipComponent(drawing.colour)
    case 'board':
      return drawBoard(drawing.colour)
    case 'display':
      return drawDisplay(drawing.colour)
    case 'case':
      return drawCase(drawing.colour)
  }
}

/** A PNG picture of a drawing; the same drawing gives the same bytes. */
export async function renderDrawing(drawing: Drawing): Promise<Buffer> {
  // Loaded where pictures are drawn: it is large, and the service loads no sample data.
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(canvas(drawContent(drawing))))
    .removeAlpha()
    .png()
    .toBuffer()
}
