import { register } from '../../commands/registry.ts'

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
