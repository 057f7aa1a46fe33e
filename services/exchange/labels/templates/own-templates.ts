import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { StartError } from '../../../../plugins/start-error.ts'
import { BUILT_IN_TEMPLATES } from './built-in.ts'
import { LABEL_KINDS, type LabelTemplate } from './template.ts'

/** The file in the data folder that holds templates of one's own. */
export const OWN_TEMPLATES_FILE = 'label-templates.json'

const Size = Type.Number({ minimum: 5, maximum: 1000 })
const Distance = Type.Number({ minimum: 0, maximum: 1000 })
const Count = Type.Integer({ minimum: 1, maximum: 100 })
const OwnTemplate = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,50}$' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    media: Type.Union([Type.Literal('roll'), Type.Literal('sheet')]),
    width_mm: Size,
    height_mm: Size,
    page_width_mm: Type.Optional(Size),
    page_height_mm: Type.Optional(Size),
    columns: Type.Optional(Count),
    rows: Type.Optional(Count),
    left_mm: Type.Optional(Distance),
    top_mm: Type.Optional(Distance),
    pitch_x_mm: Type.Optional(Size),
    pitch_y_mm: Type.Optional(Size),
  },
  { additionalProperties: false },
)
type OwnTemplate = Static<typeof OwnTemplate>
const validator = Compile(Type.Array(OwnTemplate, { maxItems: 100 }))

function refuse(path: string, problem: string): StartError {
  return new StartError(`${path} ${problem}. Mend it, or move it away to start without templates of your own`)
}

function toTemplate(own: OwnTemplate): LabelTemplate {
  const { columns = 1, rows = 1, left_mm: left = 0, top_mm: top = 0 } = own
  return {
    id: own.id,
    name: own.name,
    media: own.media,
    width: own.width_mm,
    height: own.height_mm,
    pageWidth: own.page_width_mm ?? own.width_mm,
    pageHeight: own.page_height_mm ?? own.height_mm,
    columns,
    rows,
    left,
    top,
    pitchX: own.pitch_x_mm ?? own.width_mm,
    pitchY: own.pitch_y_mm ?? own.height_mm,
    kinds: LABEL_KINDS,
  }
}

function fitsItsPage({ left, top, columns, rows, ...template }: LabelTemplate): boolean {
  const { width, height, pitchX, pitchY, pageWidth, pageHeight } = template
  const right = left + (columns - 1) * pitchX + width
  const bottom = top + (rows - 1) * pitchY + (height ?? 0)
  return right <= pageWidth + 0.01 && bottom <= (pageHeight ?? 0) + 0.01 && pitchX >= width && pitchY >= (height ?? 0)
}

async function readFileIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * The templates that the service brings, and those of a file in the data folder.
 *
 * @throws StartError that says what is wrong with that file.
 */
export async function readTemplates(dataDir: string): Promise<LabelTemplate[]> {
  const path = join(dataDir, OWN_TEMPLATES_FILE)
  const text = await readFileIfThere(path)
  if (text === null) return [...BUILT_IN_TEMPLATES]
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    throw refuse(path, 'is no JSON')
  }
  if (!validator.Check(given)) {
    const [problem] = validator.Errors(given)
    throw refuse(path, `is no list of templates: ${problem?.instancePath ?? ''} ${problem?.message ?? ''}`)
  }
  const own = given.map(toTemplate)
  const templates = [...BUILT_IN_TEMPLATES, ...own]
  const ids = templates.map(({ id }) => id)
  const twice = ids.find((id, place) => ids.indexOf(id) < place)
  if (twice !== undefined) throw refuse(path, `has the id ${twice}, which another template has`)
  const wide = own.find((template) => !fitsItsPage(template))
  if (wide !== undefined) throw refuse(path, `has the template ${wide.id}, whose labels do not fit on their page`)
  return templates
}
