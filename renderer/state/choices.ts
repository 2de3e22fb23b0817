import { create } from 'zustand'
import { useDoings } from './doings.ts'
import type { Job } from './jobs.ts'

export interface DayRange {
  readonly from: string
  readonly to: string
}

/** What the analyst chose; shared by every view and undone as one. */
export interface Choices {
  readonly job: Job
  readonly lineId: string | null
  readonly personId: string | null
  readonly number: string | null
  readonly fileId: number | null
  /** An H3 cell of the map. */
  readonly cell: string | null
  /** Null is the whole case. */
  readonly range: DayRange | null
  /** The brushed days inside the range; null is the last week of it. */
  readonly brush: DayRange | null
}

export const noChoices: Choices = {
  job: 'first',
  lineId: null,
  personId: null,
  number: null,
  fileId: null,
  cell: null,
  range: null,
  brush: null,
}

interface ChoicesState extends Choices {
  /** Changes of one key that follow each other, as in a drag, are taken back as one. */
  readonly choose: (change: Partial<Choices>, key?: string) => void
  readonly forget: () => void
}

const pick = ({ job, lineId, personId, number, fileId, cell, range, brush }: Choices): Choices => ({
  job,
  lineId,
  personId,
  number,
  fileId,
  cell,
  range,
  brush,
})

/** What a change of the choices is called when it is taken back. */
export const choiceWords = (before: Choices, after: Choices): string => {
  if (before.lineId !== after.lineId) return 'the choice of a line'
  if (before.personId !== after.personId) return 'the choice of a person'
  if (before.number !== after.number) return 'the choice of a number'
  if (before.fileId !== after.fileId) return 'the choice of a file'
  if (before.cell !== after.cell) return 'the choice of a cell'
  if (JSON.stringify(before.range) !== JSON.stringify(after.range)) return 'the time range'
  if (JSON.stringify(before.brush) !== JSON.stringify(after.brush)) return 'the brushed days'
  return 'going to another view'
}

const isSame = (left: Choices, right: Choices): boolean => JSON.stringify(left) === JSON.stringify(right)

const forgetful = new Set<() => void>()

/** Runs whenever another case is opened: what a view keeps of the one before must go with it. */
export const whenForgotten = (run: () => void): void => {
  forgetful.add(run)
}

export const useChoices = create<ChoicesState>()((set, get) => ({
  ...noChoices,
  choose: (change, key) => {
    const before = pick(get())
    const after = { ...before, ...change }
    if (isSame(before, after)) return
    set(after)
    useDoings.getState().did({
      words: choiceWords(before, after),
      key,
      undo: () => set(before),
      redo: () => set(after),
    })
  },
  forget: () => {
    set(noChoices)
    useDoings.getState().forget()
    for (const run of forgetful) run()
  },
}))

/** Whose communications the timeline shows: what the open view is about, else the chosen line, else everybody's. */
export interface Subject {
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
  readonly cell?: string
}

export const subjectOf = ({ job, lineId, personId, number, cell }: Choices): Subject => {
  const line = lineId === null ? {} : { lineId }
  const somebody = personId !== null ? { person: personId } : number !== null ? { number } : null
  if (job === 'map') return cell === null ? line : { cell }
  if (job === 'people' || job === 'journeys') return somebody ?? line
  if (job === 'network') return number !== null ? { number } : (somebody ?? line)
  return line
}
