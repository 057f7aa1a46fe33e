import { drawDatasheet } from './draw-datasheet.ts'
import type { Drawing } from './drawings/drawing.ts'
import { renderDrawing } from './drawings/drawing.ts'
import type { Entries, SampleFiles } from './read-sample-files.ts'

/** A document that is made of an entry of the sample data. */
export interface DrawnDocument {
  entry: Entries<'documents'>[number]
  /** Null for a link, which is stored as it is: nothing is fetched. */
  content: { bytes: Buffer; contentType: string; filename: string } | null
}

/** Draws each picture once, however many documents show it. */
function pictureMaker(): (drawing: Drawing) => Promise<Buffer> {
  const made = new Map<string, Promise<Buffer>>()
  return (drawing) => {
    const key = JSON.stringify(drawing)
    const picture = made.get(key) ?? renderDrawing(drawing)
    made.set(key, picture)
    return picture
  }
}

function nameOf(entry: DrawnDocument['entry']): string {
  const owner = 'kit_name' in entry ? entry.kit_name : entry.part_key
  return owner.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
}

/** Draws what the sample data have of pictures and data sheets. */
export async function drawDocuments({ documents, parts }: SampleFiles): Promise<DrawnDocument[]> {
  const draw = pictureMaker()
  const drawings = new Map(
    documents.flatMap((entry) => ('drawing' in entry && 'part_key' in entry ? [[entry.part_key, entry.drawing]] : [])),
  )
  const drawn: DrawnDocument[] = []
  for (const entry of documents) {
    const filename = nameOf(entry)
    if ('drawing' in entry) {
      const bytes = await draw(entry.drawing)
      drawn.push({ entry, content: { bytes, contentType: 'image/png', filename: `${filename}.png` } })
    } else if ('datasheet' in entry) {
      const part = parts.find(({ key }) => key === entry.part_key)
      const drawing = drawings.get(entry.part_key)
      // Its key was looked up before.
      if (!part) throw new Error(`no part ${entry.part_key}`)
      const bytes = await drawDatasheet(part, drawing ? await draw(drawing) : null)
      drawn.push({ entry, content: { bytes, contentType: 'application/pdf', filename: `${filename}.pdf` } })
    } else drawn.push({ entry, content: null })
  }
  return drawn
}
