import { beforeEach, describe, expect, it } from 'vitest'
import { noChoices, subjectOf, useChoices } from '../../renderer/state/choices.ts'
import { recordStep, redoStep, undoableSteps, undoStep } from '../../renderer/state/undo-history.ts'

const { choose, reset } = useChoices.getState()

beforeEach(() => reset())

describe('choices', () => {
  it('are undone and redone in order', () => {
    choose({ view: 'lines', lineId: 'a' })
    choose({ lineId: 'b' })
    undoStep()
    expect(useChoices.getState().lineId).toBe('a')
    undoStep()
    expect(useChoices.getState()).toMatchObject(noChoices)
    redoStep()
    expect(useChoices.getState()).toMatchObject({ view: 'lines', lineId: 'a' })
  })

  it('that change nothing leave nothing to undo', () => {
    choose({ view: 'first' })
    expect(undoableSteps()).toBe(0)
  })

  it('made after an undo drop what was undone', () => {
    choose({ lineId: 'a' })
    undoStep()
    choose({ lineId: 'c' })
    redoStep()
    expect(useChoices.getState().lineId).toBe('c')
  })

  it('stand in one order with decisions', () => {
    const said: string[] = []
    choose({ lineId: 'a' })
    recordStep({ words: 'accepted', undo: () => said.push('undone'), redo: () => said.push('redone') })
    undoStep()
    expect(said).toEqual(['undone'])
    expect(useChoices.getState().lineId).toBe('a')
    undoStep()
    expect(useChoices.getState().lineId).toBeNull()
  })
})

describe('what the timeline is about', () => {
  const chosen = {
    ...noChoices,
    lineId: 'line-1',
    personId: '7',
    number: '+447700900001',
    hexagon: '8719456f1ffffff',
  }
  it.each([
    ['lines', { lineId: 'line-1' }],
    ['people', { person: '7' }],
    ['journeys', { person: '7' }],
    ['network', { number: '+447700900001' }],
    ['map', { cell: '8719456f1ffffff' }],
    ['profile', { lineId: 'line-1' }],
  ] as const)('is what the open view is about: %s', (view, subject) => {
    expect(subjectOf({ ...chosen, view })).toEqual(subject)
  })

  it('is the line, and then everybody, where nothing nearer is chosen', () => {
    for (const view of ['people', 'map', 'network'] as const) {
      expect(subjectOf({ ...noChoices, view, lineId: 'line-1' })).toEqual({ lineId: 'line-1' })
      expect(subjectOf({ ...noChoices, view })).toEqual({})
    }
  })
})

describe('what the network is drawn round', () => {
  const focus = () => useChoices.getState().focus

  it('is what was chosen last, and what was chosen before it when that is taken away', () => {
    choose({ view: 'lines', lineId: 'a' })
    expect(focus()).toEqual({ lineId: 'a' })
    choose({ view: 'people', personId: '7', number: null })
    expect(focus()).toEqual({ person: '7' })
    choose({ personId: null, number: null })
    expect(focus()).toEqual({ lineId: 'a' })
    choose({ lineId: null })
    expect(focus()).toBeNull()
  })

  it('stays while a node or a customer is only picked, and goes there when asked to', () => {
    choose({ view: 'people', personId: '7', number: null })
    choose({ view: 'network' })
    choose({ number: '+447700900001', personId: null })
    expect(focus()).toEqual({ person: '7' })
    choose({ focus: { number: '+447700900001' } })
    expect(focus()).toEqual({ number: '+447700900001' })
    undoStep()
    expect(focus()).toEqual({ person: '7' })
  })

  it('is undone with the choice that moved it', () => {
    choose({ view: 'lines', lineId: 'a' })
    choose({ view: 'people', number: '+447700900001' })
    undoStep()
    expect(useChoices.getState()).toMatchObject({ lineId: 'a', number: null, focus: { lineId: 'a' } })
  })
})

describe('a number that is chosen alone', () => {
  it('takes the place of the person', () => {
    choose({ personId: '7', number: null })
    choose({ number: '+447700900001' })
    expect(useChoices.getState()).toMatchObject({ personId: null, number: '+447700900001' })
  })
})
