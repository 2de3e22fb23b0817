import type { LayerFamily, Role } from '../contract/index.ts'
import { titlesOf } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { familyOf, mayReadKind } from '../visibility/source-kinds.ts'

export const factsOf = (kind: string): { readonly title: string; readonly family: LayerFamily } => ({
  title: titlesOf(kind).plural,
  family: familyOf(kind),
})

/**
 * Where people in treatment live or are seen is for those who may see treatment; the police have no part in it.
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export function refusePlaces(role: Role, kind: string): void {
  if (mayReadKind(role, kind)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: `places of ${kind}`,
    detail: `the role "${role}" may not see where ${factsOf(kind).title} are`,
    remedy: 'Counts by area, under the disclosure rules, are in the areas question.',
  })
}
