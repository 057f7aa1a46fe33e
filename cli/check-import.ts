import { RequestValidationError } from '../plugins/errors/validation-error.ts'
import { checkOptions } from '../services/exchange/imports/options.ts'
import { demandReadable } from './file-problem.ts'
import type { ImportRequest } from './parse-import.ts'
import { WrongValueError } from './refusal.ts'
import { tellRefusal } from './tell-refusal.ts'

/**
 * Looks at what the command line names to be imported.
 *
 * @throws WrongValueError for options that there are not, and a file that cannot be read.
 */
export async function checkImport({ file, kind, options, json }: ImportRequest): Promise<void> {
  await tellRefusal(json, async () => {
    try {
      checkOptions(kind, options)
    } catch (error) {
      if (!(error instanceof RequestValidationError)) throw error
      throw new WrongValueError(error.message.replace(/^options\./, '--set '))
    }
    if (file !== '-') await demandReadable(file)
  })
}
