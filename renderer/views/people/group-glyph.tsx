import { Glyph } from '../../ui/glyph.tsx'

/** The mark of a group, the same above the groups and in the table; a number nobody is tied to has none. */
export const GroupGlyph = ({ group }: { readonly group: string }) => {
  if (group === 'not-known') return <Glyph meaning="person" />
  if (group === 'mainstream') return <Glyph meaning="treatment" />
  if (group === 'programme') return <Glyph meaning="treatment" hollow />
  return <span className="group-no-glyph" />
}
