import { register } from '../commands/registry.ts'
import { useCare } from '../state/care-choices.ts'

register({
  name: 'case-copies',
  words: 'Copies of this case',
  group: 'Case',
  alsoKnownAs: 'backup restore save safety',
  run: () => useCare.getState().show('copies'),
})
register({
  name: 'check-case',
  words: 'Check this case',
  group: 'Case',
  alsoKnownAs: 'verify damage whole integrity',
  run: () => useCare.getState().show('check'),
})
register({
  name: 'save-diagnostics',
  words: 'Save diagnostics',
  group: 'Case',
  alsoKnownAs: 'report problem support bundle fault',
  run: () => useCare.getState().show('diagnostics'),
})
