import type { CohortGroup } from '../contract/index.ts'
import type { GroupFact } from './queries-persons.ts'

/** What each group means, in the words that every screen and document uses. */
export const groupMeanings: Record<CohortGroup, string> = {
  'not-known':
    'A person whom other records name, but no treatment or programme record begun by the day does.',
  mainstream:
    'A person with a treatment record begun by the day, current or past, and no programme record in force.',
  programme: 'A person with a programme record in force on the day.',
  unattributed: 'A number that no source ties to a person: nobody knows who uses it.',
}

const since = (fact: GroupFact) => (fact.begun ? `begun on ${fact.begun}` : 'with no date of its beginning')

/** The group of a person from treatment and programme records begun by the day, newest first, and why in words. */
export function groupOf(facts: readonly GroupFact[], at: string): { group: CohortGroup; because: string } {
  const programme = facts.find((fact) => fact.puts_in === 'programme' && fact.is_current)
  if (programme)
    return { group: 'programme', because: `A programme record ${since(programme)}, in force on ${at}.` }
  const treatment =
    facts.find((fact) => fact.puts_in === 'mainstream' && fact.is_current) ??
    facts.find((fact) => fact.puts_in === 'mainstream')
  const past = facts.some((fact) => fact.puts_in === 'programme')
    ? ' A programme record had ended by then.'
    : ''
  if (treatment) {
    const state = treatment.is_current ? 'current' : `past: it ended on ${treatment.ended}`
    return {
      group: 'mainstream',
      because: `A treatment record ${since(treatment)}, ${state} on ${at}.${past}`,
    }
  }
  return {
    group: 'not-known',
    because: `No treatment record begun by ${at} and no programme record in force is linked to this person; other sources name them.${past}`,
  }
}
