import { type TemporalState, temporal } from 'zundo'
import { createStore, type StoreApi } from 'zustand'

/** One change that can be undone, of whatever store or of the case itself. */
export interface UndoStep {
  /** "Comet accepted"; said when it is done and when it is undone. */
  readonly words: string
  readonly undo: () => void
  readonly redo: () => void
  /** Steps of one key that follow each other are one, as the letters typed into a filter are. */
  readonly key?: string
}

interface LastStep {
  readonly step: UndoStep | null
}

/** The last step that stands; zundo keeps those before it and those that were undone. */
const lastStep = createStore<LastStep>()(temporal((): LastStep => ({ step: null }), { limit: 100 }))

const history: StoreApi<TemporalState<LastStep>> = lastStep.temporal

const replaceStep = (step: UndoStep | null): void => {
  const { pause, resume } = history.getState()
  pause()
  lastStep.setState({ step })
  resume()
}

/** Adds a step that has just been done; what was undone before cannot be redone after it. */
export const recordStep = (step: UndoStep): void => {
  const last = lastStep.getState().step
  if (step.key === undefined || last?.key !== step.key) {
    lastStep.setState({ step })
    return
  }
  replaceStep({ ...step, undo: last.undo })
  history.setState({ futureStates: [] })
}

/** What was undone; null when nothing is left. */
export const undoStep = (): UndoStep | null => {
  const { step } = lastStep.getState()
  const { pastStates, undo } = history.getState()
  if (!step || pastStates.length === 0) return null
  undo()
  step.undo()
  return step
}

/** What was redone; null when nothing was undone. */
export const redoStep = (): UndoStep | null => {
  const { futureStates, redo } = history.getState()
  if (futureStates.length === 0) return null
  redo()
  const { step } = lastStep.getState()
  step?.redo()
  return step
}

export const undoableSteps = (): number => history.getState().pastStates.length

export const clearSteps = (): void => {
  replaceStep(null)
  history.getState().clear()
}
