import { register } from '../../commands/registry.ts'

register({
  name: 'add-files',
  words: 'Add files',
  group: 'Sources',
  alsoKnownAs: 'import load open csv xlsx',
})
register({ name: 'add-folder', words: 'Add a folder', group: 'Sources', alsoKnownAs: 'import directory' })
register({
  name: 'remove-source',
  words: 'Take the file out of the case',
  group: 'Sources',
  alsoKnownAs: 'delete erase',
})
