import { z } from 'zod'
import { question } from './base.ts'
import { caseDescription } from './case.ts'
import { wholeCase } from './subject.ts'

export const sampleContract = {
  /**
   * Opens the sample county, making it first where it is not there yet: written, loaded, washed, its lines found, each
   * a job of its own. One that was broken off goes on where it stopped.
   */
  open: question({ action: 'none', needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(caseDescription),
}
