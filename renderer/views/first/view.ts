import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({
  name: 'open-sample',
  words: 'Open the sample county',
  group: 'Case',
  alsoKnownAs: 'wendmarsh example demonstration',
})
register({ name: 'new-case', words: 'New case', group: 'Case', alsoKnownAs: 'create start' })
register({ name: 'open-case', words: 'Open a case', group: 'Case', alsoKnownAs: 'load recent' })

export const view: View = {
  name: 'first',
  parts: () => import('./index.tsx'),
  timeline: 'folded',
  help: 'This screen says what is open and what in it is worth a click. Each finding leads to the view that explains it. Cases are single files on this laptop; the sample county is invented, and a good place to try anything. If a case was not closed in order and some of its last changes could not be read, a notice above every view says what is missing and where the case as it was is kept; do those changes again. Ctrl K finds a number, a person, a place or a command from anywhere, and Ctrl Z undoes what was chosen or decided.',
}
