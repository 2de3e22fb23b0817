import { createRouter, type Router } from '../../../analysis/app/router.ts'
import { KnownCopies } from '../../../analysis/backup/known-copies.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { Recorder } from '../../../analysis/diagnostics/recorder.ts'
import type { QuestionContext } from '../../../analysis/engine/question.ts'
import { Jobs } from '../../../analysis/platform/jobs.ts'
import type { CountyCase } from './county-case.ts'

/** Asks of the county worked out by hand, with nothing of an engine around it but what questions need. */
export const countyQuestions = (county: CountyCase, role: Role): QuestionContext => ({
  engine: {
    jobs: new Jobs(),
    watch: () => (async function* () {})(),
    recorder: new Recorder(county.folder),
    exchange: async () => county.opened,
    applicationFolder: county.folder,
    uploadFolder: null,
    current: () => county.opened,
    open: async () => county.opened,
    create: async () => county.opened,
    recent: async () => [],
    reportBug: (_, question, error) => console.error(question, error),
  },
  holder: { session: { person: 'A. Nalyst', role, purpose: 'steering group', purposeStated: true } },
})

export const countyRouter = (county: CountyCase): Router =>
  createRouter({
    jobs: new Jobs(),
    knownCopies: new KnownCopies(county.folder),
    recorder: new Recorder(county.folder),
  })
