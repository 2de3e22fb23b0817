import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({ name: 'refresh-profile', words: 'Draft again', group: 'Profile', alsoKnownAs: 'refresh update' })
register({
  name: 'show-profile',
  words: 'Edit the profile',
  group: 'Profile',
  alsoKnownAs: 'document paragraphs',
})
register({ name: 'print-profile', words: 'Show as printed', group: 'Profile', alsoKnownAs: 'pages preview' })
register({
  name: 'release-profile',
  words: 'Release',
  group: 'Profile',
  alsoKnownAs: 'publish disclose export',
})

export const view: View = {
  name: 'profile',
  parts: () => import('./index.tsx'),
  timeline: 'folded',
  help: 'The anonymised market profile as it would be released now, section by section. Every count has passed the disclosure rules: small ones are suppressed, others rounded, and the result was attacked as a reader with all editions would. A figure underlined leads to its rows, for you alone. Edit puts your words in place of a sentence, and names or figures in them must be confirmed. Release writes PDF, Word, a web page and tables, registers the edition, and searches the finished files for every identifier in the case.',
}
