import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

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

export const view: View = {
  name: 'sources',
  parts: () => import('./index.tsx'),
  timeline: 'open',
  count: (description) => description.counts.files,
  help: 'What was loaded, and how its rows add up: read = loaded + set aside + duplicate, always. Add files or drop them anywhere; Hubline finds out what each is and shows what it understood before a row is loaded, and you can map columns otherwise. Rows that cannot be used are set aside with the reason and the text as it was written. A file can be taken out again with all that came from it.',
}
