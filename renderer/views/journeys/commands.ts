import { register } from '../../commands/registry.ts'

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
