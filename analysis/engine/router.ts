import { linesProcedures, searchProcedures, timelineProcedures } from '../lines/procedures.ts'
import { profileProcedures, tablesProcedures } from '../profile/procedures.ts'
import { sourcesProcedures } from '../sources/procedures.ts'
import {
  caseProcedures,
  jobsProcedures,
  logProcedures,
  queryProcedures,
  sessionProcedures,
} from './engine-procedures.ts'

/** Every question that is answered so far; one that is not built is absent, and asking it says so. */
export const router = {
  case: caseProcedures,
  session: sessionProcedures,
  jobs: jobsProcedures,
  log: logProcedures,
  query: queryProcedures,
  sources: sourcesProcedures,
  lines: linesProcedures,
  timeline: timelineProcedures,
  search: searchProcedures,
  profile: profileProcedures,
  tables: tablesProcedures,
}

export type Router = typeof router
