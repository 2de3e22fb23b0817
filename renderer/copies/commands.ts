import { register } from '../commands/registry.ts'
import { useCaseDialog } from '../state/case-dialog.ts'

register({
  name: 'case-copies',
  words: 'Copies of this case',
  group: 'Case',
  alsoKnownAs: 'backup restore save safety',
  run: () => useCaseDialog.getState().show('copies'),
})
register({
  name: 'check-case',
  words: 'Check this case',
  group: 'Case',
  alsoKnownAs: 'verify damage whole integrity',
  run: () => useCaseDialog.getState().show('check'),
})
register({
  name: 'save-diagnostics',
  words: 'Save diagnostics',
  group: 'Case',
  alsoKnownAs: 'report problem support bundle fault',
  run: () => useCaseDialog.getState().show('diagnostics'),
})
