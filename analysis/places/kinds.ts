import type { CaseStore } from '../case/store.ts'
import type { LayerFamily, Role } from '../contract/index.ts'
import { declaredKinds, isDeclared, titlesOf } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { familyOf, mayReadKind, sightOf } from '../visibility/source-kinds.ts'
import { heldKinds } from './queries-layers.ts'

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

/**
 * Accepts a declared kind, or a kind of a later version that the case holds; otherwise a typing error would be answered with nothing.
 * @throws ExpectedError `INPUT_INVALID` with the possible kinds that the role may read
 */
export async function refuseUnknown(
  database: CaseStore,
  role: Role,
  kind: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (isDeclared(kind)) return
  const held = (await database.read(sightOf(role), signal, (connection) => connection.all(heldKinds()))).map(
    (row) => row.kind,
  )
  if (held.includes(kind)) return
  const known = [
    ...declaredKinds.map((one) => one.kind).filter((one) => mayReadKind(role, one)),
    ...held.filter((one) => !isDeclared(one)),
  ]
  throw new ExpectedError('INPUT_INVALID', {
    subject: kind,
    detail: `no kind of source is called "${kind}"`,
    remedy: `Kinds: ${known.join(', ')}.`,
  })
}
