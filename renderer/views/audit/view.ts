import { register } from '../../commands/registry.ts'
import type { View } from '../../frame/view.ts'

register({
  name: 'verify-log',
  words: 'Check the log’s chain',
  group: 'Audit',
  alsoKnownAs: 'verify hash tamper intact',
})

export const view: View = {
  name: 'audit',
  parts: () => import('./index.tsx'),
  timeline: 'folded',
  help: 'Every question that was asked of this case, by whom, in which role and for what purpose, as section 62 of the Data Protection Act 2018 wants it. Each entry carries the hash of the one before, so that an entry that was changed or taken out breaks the chain, and Check the chain says where. Filter by what was done, by role, by days or by words; Export writes what is shown. An entry that says the log of changes was set aside was written when the case was opened after a breakdown; it holds how much was lost. Nobody can alter the log from here. With nothing chosen, the inspector says when the last verified copy of the case was made; Check this case reads all of it and compares the log’s end with the copies, because a log cut at its end still chains. Both, and Save diagnostics, are also in the menu under the case’s name.',
}
