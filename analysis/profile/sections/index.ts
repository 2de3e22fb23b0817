import { method, recommendations, summary } from './closing.ts'
import { commodities } from './commodities.ts'
import { crime } from './crime.ts'
import { demand } from './demand.ts'
import { enforcement } from './enforcement.ts'
import { gaps } from './gaps.ts'
import { harm } from './harm.ts'
import { outcomes } from './outcomes.ts'
import { places } from './places.ts'
import type { SectionDraft, SectionInput } from './section.ts'
import { supply } from './supply.ts'
import { treatment } from './treatment.ts'
import { vulnerability } from './vulnerability.ts'

/** The fourteen sections of a profile, in order. */
export function sectionsOf(input: SectionInput): SectionDraft[] {
  const lines = supply(input)
  return [
    summary(input, lines.claim),
    commodities(input),
    lines,
    demand(input),
    places(input),
    harm(input),
    treatment(input),
    crime(input),
    vulnerability(input),
    enforcement(input),
    outcomes(input),
    gaps(input),
    recommendations(input),
    method(input),
  ]
}
