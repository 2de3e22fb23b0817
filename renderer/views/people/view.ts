import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({
  name: 'link-records',
  words: 'Wash people again',
  group: 'People',
  alsoKnownAs: 'link match records deduplicate',
})
register({
  name: 'review-people',
  words: 'Review pairs',
  group: 'People',
  alsoKnownAs: 'clerical same different',
})

export const view: View = {
  name: 'people',
  parts: () => import('./index.tsx'),
  timeline: 'open',
  count: (description) => description.counts.persons,
  help: 'Records that different sources hold about one person, joined (record linkage, which the police call washing), and the three groups among the people who buy: known to nobody, in mainstream treatment, in the programme. The inspector says why records were joined and what differed; pairs that are close and not close enough wait under Review for you. A number that no source ties to anybody is counted apart. Choose whose customers to look at, and a group to list its people.',
}
