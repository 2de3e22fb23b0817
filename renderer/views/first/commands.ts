import { register } from '../../commands/registry.ts'

register({
  name: 'open-sample',
  words: 'Open the sample county',
  group: 'Case',
  alsoKnownAs: 'wendmarsh example demonstration',
})
register({ name: 'new-case', words: 'New case', group: 'Case', alsoKnownAs: 'create start' })
register({ name: 'open-case', words: 'Open a case', group: 'Case', alsoKnownAs: 'load recent' })
