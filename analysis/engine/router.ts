import type { Router as RouterOf } from '@orpc/server'
import { backupsProcedures } from '../backup/procedures.ts'
import type { Contract } from '../contract/index.ts'
import { diagnosticsProcedures } from '../diagnostics/procedures.ts'
import { journeysProcedures } from '../journeys/procedures.ts'
import { linesProcedures, searchProcedures, timelineProcedures } from '../lines/procedures.ts'
import { networkProcedures } from '../network/procedures.ts'
import { placesProcedures } from '../places/procedures.ts'
import { profileProcedures } from '../profile/procedures.ts'
import { sampleProcedures } from '../sample/procedures.ts'
import { sourcesProcedures } from '../sources/procedures.ts'
import { tablesProcedures } from '../tables/procedures.ts'
import { peopleProcedures } from '../washing/procedures.ts'
import {
  caseProcedures,
  jobsProcedures,
  logProcedures,
  queryProcedures,
  sessionProcedures,
} from './engine-procedures.ts'
import { os, type QuestionContext } from './question.ts'

export type Router = RouterOf<Contract, QuestionContext>

/** Every question with its answer. */
export const router: Router = os.router({
  case: caseProcedures,
  sample: sampleProcedures,
  session: sessionProcedures,
  diagnostics: diagnosticsProcedures,
  backups: backupsProcedures,
  jobs: jobsProcedures,
  log: logProcedures,
  query: queryProcedures,
  sources: sourcesProcedures,
  people: peopleProcedures,
  journeys: journeysProcedures,
  lines: linesProcedures,
  network: networkProcedures,
  timeline: timelineProcedures,
  search: searchProcedures,
  places: placesProcedures,
  profile: profileProcedures,
  tables: tablesProcedures,
})
