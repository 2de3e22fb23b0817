import { register } from '../../commands/registry.ts'

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
