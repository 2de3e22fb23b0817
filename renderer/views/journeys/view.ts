import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({
  name: 'journey-funnel',
  words: 'From arrest to treatment',
  group: 'Journeys',
  alsoKnownAs: 'funnel pathway drug test on arrest',
})
register({
  name: 'journey-person',
  words: 'Journey of one person',
  group: 'Journeys',
  alsoKnownAs: 'timeline swimlanes records',
})

export const view: View = {
  name: 'journeys',
  parts: () => import('./index.tsx'),
  timeline: 'folded',
  help: 'People are followed from their first arrest in the chosen days to a drug test, a positive result and treatment, each counted once. A share counts only people who were seen long enough: somebody arrested last week is too early to say, not a failure. The curve shows how soon people begin treatment. One person draws the records of whoever is chosen anywhere in the window, by kind along the days, and the lines that their numbers buy from; roles that may not see treatment see the rest.',
}
