import type { Router as RouterOf } from '@orpc/server'
import type { KnownCopies } from '../backup/known-copies.ts'
import { knownHeads, outlineOfCopies } from '../backup/list-copies.ts'
import { makeCopyAfterImport, makeCopyBeforeErasure } from '../backup/make-copy.ts'
import { backupsProcedures } from '../backup/procedures.ts'
import type { Contract } from '../contract/index.ts'
import { diagnosticsProcedures } from '../diagnostics/procedures.ts'
import type { Recorder } from '../diagnostics/recorder.ts'
import { os, type QuestionContext } from '../engine/question.ts'
import { picturesProcedures } from '../exports/procedures.ts'
import { journeysProcedures } from '../journeys/procedures.ts'
import { linesProcedures, searchProcedures, timelineProcedures } from '../lines/procedures.ts'
import { peopleProcedures } from '../linkage/procedures.ts'
import { networkProcedures } from '../network/procedures.ts'
import { placesProcedures } from '../places/procedures.ts'
import type { Jobs } from '../platform/jobs.ts'
import { profileProcedures } from '../profile/procedures.ts'
import { sourcesProcedures } from '../sources/procedures.ts'
import { tablesProcedures } from '../tables/procedures.ts'
import {
  caseProcedures,
  jobsProcedures,
  logProcedures,
  queryProcedures,
  sampleProcedures,
  sessionProcedures,
} from './procedures.ts'

export type Router = RouterOf<Contract, QuestionContext>

/** What the procedures of one engine share, besides the open case. */
interface EngineParts {
  readonly jobs: Jobs
  readonly knownCopies: KnownCopies
  readonly recorder: Recorder
}

/** Every question with its procedure. */
export function createRouter(parts: EngineParts): Router {
  const { knownCopies, recorder } = parts
  return os.router({
    case: caseProcedures,
    sample: sampleProcedures,
    session: sessionProcedures,
    diagnostics: diagnosticsProcedures(recorder, (openCase) => outlineOfCopies(openCase, knownCopies)),
    backups: backupsProcedures(knownCopies),
    jobs: jobsProcedures,
    log: logProcedures,
    query: queryProcedures,
    sources: sourcesProcedures({
      knownHeads: (openCase) => knownHeads(openCase, knownCopies),
      makeAfterImport: (...asked) => makeCopyAfterImport(parts, ...asked),
      makeBeforeErasure: (...asked) => makeCopyBeforeErasure(parts, ...asked),
    }),
    people: peopleProcedures,
    journeys: journeysProcedures,
    lines: linesProcedures,
    network: networkProcedures,
    timeline: timelineProcedures,
    search: searchProcedures,
    places: placesProcedures,
    profile: profileProcedures,
    tables: tablesProcedures,
    pictures: picturesProcedures,
  })
}
