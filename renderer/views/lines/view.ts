import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({ name: 'accept-line', words: 'Accept line', group: 'Lines' })
register({ name: 'set-line-aside', words: 'Set aside', group: 'Lines', alsoKnownAs: 'reject not a line' })
register({ name: 'ask-line-review', words: 'Ask for review', group: 'Lines' })
register({ name: 'undecide-line', words: 'Withdraw the decision', group: 'Lines' })
register({
  name: 'find-lines-again',
  words: 'Find lines again',
  group: 'Lines',
  alsoKnownAs: 'run method recompute candidates',
})

export const view: View = {
  name: 'lines',
  parts: () => import('./index.tsx'),
  timeline: 'open',
  count: (description) => description.counts.linesAccepted,
  help: 'Candidate deal lines, most likely first. The score is a probability, and the inspector lists each reason for and against with the rows behind it: bulk texts, bursts of calls after them, many one-off contacts, changes of number that keep the customers. Taxi ranks, takeaways and surgeries can look alike, so accept a line only when its reasons convince you; accept, set aside or ask for review, and Ctrl Z undoes it. A line that is chosen here is followed in the network, the map, people and the timeline.',
}
