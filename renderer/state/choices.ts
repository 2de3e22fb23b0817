import { create } from 'zustand'
import { clearSteps, recordStep } from './undo-history.ts'
import type { ViewName } from './view-names.ts'

export interface DayRange {
  readonly from: string
  readonly to: string
}

/** One line, person or number. */
type Focus = { readonly lineId: string } | { readonly person: string } | { readonly number: string }

/** What the analyst chose; shared by every view and undone as one. */
export interface Choices {
  readonly view: ViewName
  readonly lineId: string | null
  readonly personId: string | null
  readonly number: string | null
  readonly fileId: number | null
  /** The hexagon chosen on the map, by its H3 index. */
  readonly hexagon: string | null
  /** Null is the whole case. */
  readonly range: DayRange | null
  /** The brushed days inside the range; null is the last week of it. */
  readonly brush: DayRange | null
  /** What the network is drawn round: the line, person or number chosen last, but for one picked in the network itself or among a line's customers. */
  readonly focus: Focus | null
  /** Where the person or number was chosen: there it is what is looked at, and narrows nothing. */
  readonly somebodyFrom: ViewName | null
}

export const noChoices: Choices = {
  view: 'first',
  lineId: null,
  personId: null,
  number: null,
  fileId: null,
  hexagon: null,
  range: null,
  brush: null,
  focus: null,
  somebodyFrom: null,
}

/** Shows everything: nothing narrows any view. */
export const everything: Partial<Choices> = {
  lineId: null,
  personId: null,
  number: null,
  hexagon: null,
  range: null,
  brush: null,
}

/** What shows everything again; in Lines the line is what is looked at, narrows nothing there, and stays. */
export const showingAll = ({ view, lineId }: Pick<Choices, 'view' | 'lineId'>): Partial<Choices> => ({
  ...everything,
  fileId: null,
  ...(view === 'lines' ? { lineId } : {}),
})

interface ChoicesState extends Choices {
  /** Changes of one key that follow each other, as in a drag, are undone as one. */
  readonly choose: (change: Partial<Choices>, key?: string) => void
  readonly reset: () => void
}

const pick = ({
  view,
  lineId,
  personId,
  number,
  fileId,
  hexagon,
  range,
  brush,
  focus,
  somebodyFrom,
}: Choices): Choices => ({
  view,
  lineId,
  personId,
  number,
  fileId,
  hexagon,
  range,
  brush,
  focus,
  somebodyFrom,
})

export type Somebody = { readonly person: string } | { readonly number: string }

/** The person or number that is chosen; of a person picked by a number, the person. */
export const somebodyOf = ({ personId, number }: Pick<Choices, 'personId' | 'number'>): Somebody | null =>
  personId !== null ? { person: personId } : number !== null ? { number } : null

/** The days that every view is narrowed to: the brushed ones, else the chosen range; null is the whole case. */
export const daysInForce = ({ range, brush }: Pick<Choices, 'range' | 'brush'>): DayRange | null =>
  brush ?? range

const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** Views in which a person or number is picked to be looked at, without anything else being drawn round it. */
const picksOnly: readonly ViewName[] = ['lines', 'network']

const focusAfter = (before: Choices, after: Choices): Focus | null => {
  const somebody = somebodyOf(after)
  if (after.lineId !== null && after.lineId !== before.lineId) return { lineId: after.lineId }
  if (somebody && !isSame(somebody, somebodyOf(before)) && !picksOnly.includes(after.view)) return somebody
  const isKept = before.focus && ('lineId' in before.focus ? before.focus.lineId === after.lineId : somebody)
  if (isKept) return before.focus
  return after.lineId !== null ? { lineId: after.lineId } : null
}

/** The choices after a change: a number that is chosen alone takes the person's place, and the focus follows. */
const changed = (before: Choices, change: Partial<Choices>): Choices => {
  const alone = change.number && change.personId === undefined ? { personId: null } : {}
  const after = { ...before, ...change, ...alone }
  const somebody = somebodyOf(after)
  const isTouched = !isSame(somebody, somebodyOf(before)) || change.number || change.personId
  return {
    ...after,
    somebodyFrom: somebody === null ? null : isTouched ? after.view : before.somebodyFrom,
    focus: change.focus === undefined ? focusAfter(before, after) : change.focus,
  }
}

/** What a change of the choices is called when it is undone. */
const choiceWords = (before: Choices, after: Choices): string => {
  if (before.lineId !== after.lineId) return 'the choice of a line'
  if (before.personId !== after.personId) return 'the choice of a person'
  if (before.number !== after.number) return 'the choice of a number'
  if (before.fileId !== after.fileId) return 'the choice of a file'
  if (before.hexagon !== after.hexagon) return 'the choice of a hexagon'
  if (JSON.stringify(before.range) !== JSON.stringify(after.range)) return 'the time range'
  if (JSON.stringify(before.brush) !== JSON.stringify(after.brush)) return 'the brushed days'
  if (!isSame(before.focus, after.focus)) return 'where the network starts'
  return 'going to another view'
}

const onReset = new Set<() => void>()

/** Runs whenever another case is opened: what a view keeps of the one before must go with it. */
export const whenReset = (run: () => void): void => {
  onReset.add(run)
}

export const useChoices = create<ChoicesState>()((set, get) => ({
  ...noChoices,
  choose: (change, key) => {
    const before = pick(get())
    const after = changed(before, change)
    if (isSame(before, after)) return
    set(after)
    recordStep({
      words: choiceWords(before, after),
      key,
      undo: () => set(before),
      redo: () => set(after),
    })
  },
  reset: () => {
    set(noChoices)
    clearSteps()
    for (const run of onReset) run()
  },
}))

/** Whose communications the timeline shows: what the open view is about, else the chosen line, else everybody's. */
export interface Subject {
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
  readonly cell?: string
}

export const subjectOf = (choices: Choices): Subject => {
  const { view, lineId, hexagon, focus } = choices
  const line = lineId === null ? null : { lineId }
  const somebody = somebodyOf(choices)
  const place = hexagon === null ? null : { cell: hexagon }
  const last = focus ?? line ?? somebody
  if (view === 'lines') return line ?? somebody ?? place ?? {}
  if (view === 'people' || view === 'journeys') return somebody ?? line ?? place ?? {}
  if (view === 'map') return place ?? last ?? {}
  if (view === 'network') return (choices.number === null ? last : { number: choices.number }) ?? place ?? {}
  return last ?? place ?? {}
}
