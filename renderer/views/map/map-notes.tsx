import { useLineName, useSomebodyName } from '../../engine/followed.ts'
import { useChoices } from '../../state/choices.ts'
import { withWrittenDays } from '../../text/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { DrawnLayer } from './use-places.ts'

/** What is to be borne in mind, once where it is true of both layers. */
const notesOf = (sides: readonly DrawnLayer[]) =>
  [...new Set(sides.flatMap(({ notes }) => notes))].map((note) => ({
    note,
    titles: sides.filter(({ notes }) => notes.includes(note)).map(({ title }) => title),
  }))

const isEmptyOf = ({ rows, whose }: DrawnLayer, what: 'somebody' | 'line'): boolean =>
  rows === 0 && (what === 'line' ? whose.lineId !== undefined : Boolean(whose.person ?? whose.number))

/** What a reader must know of the layers; where the chosen person or line is why one is empty, the way to let go of them. */
export const MapNotes = ({ sides }: { readonly sides: readonly DrawnLayer[] }) => {
  const choose = useChoices((choices) => choices.choose)
  const line = useLineName() ?? 'the chosen line'
  const somebody = useSomebodyName() ?? 'the chosen person'
  const named = (note: string) =>
    withWrittenDays(note).replace('the chosen person', somebody).replace('the chosen line', line)
  const emptyOfSomebody = sides.some((side) => isEmptyOf(side, 'somebody'))
  const emptyOfLine = sides.some((side) => isEmptyOf(side, 'line'))
  const ways = (note: string) => (
    <>
      {emptyOfSomebody && note.includes('the chosen person') ? (
        <Button onClick={() => choose({ personId: null, number: null })}>Show without {somebody}</Button>
      ) : null}
      {emptyOfLine && note.includes('the chosen line') ? (
        <Button onClick={() => choose({ lineId: null })}>Show without {line}</Button>
      ) : null}
    </>
  )
  return notesOf(sides).map(({ note, titles }) => (
    <Notice
      key={note}
      title={named(note)}
      actions={/the chosen (person|line)/.test(note) ? ways(note) : undefined}
    >
      {titles.filter((title) => !note.includes(title)).join(', ')}
    </Notice>
  ))
}
