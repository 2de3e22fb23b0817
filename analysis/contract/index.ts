import { backupsContract } from './backups.ts'
import { caseContract } from './case.ts'
import { diagnosticsContract } from './diagnostics.ts'
import { jobsContract } from './jobs.ts'
import { journeysContract } from './journeys.ts'
import { linesContract } from './lines.ts'
import { logContract, queryContract } from './log.ts'
import { networkContract } from './network.ts'
import { peopleContract } from './people.ts'
import { picturesContract } from './pictures.ts'
import { placesContract } from './places.ts'
import { profileContract } from './profile.ts'
import { sampleContract } from './sample.ts'
import { sessionContract } from './session.ts'
import { sourcesContract } from './sources.ts'
import { tablesContract } from './tables.ts'
import { searchContract, timelineContract } from './timeline.ts'

/** Every question that the workbench can ask. */
export const contract = {
  case: caseContract,
  sample: sampleContract,
  session: sessionContract,
  diagnostics: diagnosticsContract,
  backups: backupsContract,
  jobs: jobsContract,
  sources: sourcesContract,
  people: peopleContract,
  journeys: journeysContract,
  lines: linesContract,
  network: networkContract,
  timeline: timelineContract,
  search: searchContract,
  places: placesContract,
  profile: profileContract,
  log: logContract,
  tables: tablesContract,
  pictures: picturesContract,
  query: queryContract,
}

export type Contract = typeof contract

export * from './backups.ts'
export * from './base.ts'
export * from './case.ts'
export * from './diagnostics.ts'
export * from './errors.ts'
export * from './jobs.ts'
export * from './journeys.ts'
export * from './lines.ts'
export * from './log.ts'
export * from './network.ts'
export * from './people.ts'
export * from './pictures.ts'
export * from './places.ts'
export * from './profile.ts'
export * from './roles.ts'
export * from './sample.ts'
export * from './session.ts'
export * from './sources.ts'
export * from './subject.ts'
export * from './table.ts'
export * from './tables.ts'
export * from './timeline.ts'
