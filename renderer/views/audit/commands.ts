import { register } from '../../commands/registry.ts'

register({
  name: 'verify-log',
  words: 'Check the log’s chain',
  group: 'Audit',
  alsoKnownAs: 'verify hash tamper intact',
})
