import { beforeEach, describe, expect, it } from 'vitest'
import { noChoices, subjectOf, useChoices } from '../../renderer/state/choices.ts'
import { useDoings } from '../../renderer/state/doings.ts'

const { choose, forget } = useChoices.getState()

beforeEach(() => forget())

describe('choices', () => {
  it('are taken back and made again in order', () => {
    choose({ job: 'lines', lineId: 'a' })
    choose({ lineId: 'b' })
    useDoings.getState().undo()
    expect(useChoices.getState().lineId).toBe('a')
    useDoings.getState().undo()
    expect(useChoices.getState()).toMatchObject(noChoices)
    useDoings.getState().redo()
    expect(useChoices.getState()).toMatchObject({ job: 'lines', lineId: 'a' })
  })

  it('that change nothing leave nothing to take back', () => {
    choose({ job: 'first' })
    expect(useDoings.getState().past).toHaveLength(0)
  })

  it('made after an undo drop what was undone', () => {
    choose({ lineId: 'a' })
    useDoings.getState().undo()
    choose({ lineId: 'c' })
    useDoings.getState().redo()
    expect(useChoices.getState().lineId).toBe('c')
  })

  it('stand in one order with decisions', () => {
    const said: string[] = []
    choose({ lineId: 'a' })
    useDoings
      .getState()
      .did({ words: 'accepted', undo: () => said.push('undone'), redo: () => said.push('redone') })
    useDoings.getState().undo()
    expect(said).toEqual(['undone'])
    expect(useChoices.getState().lineId).toBe('a')
    useDoings.getState().undo()
    expect(useChoices.getState().lineId).toBeNull()
  })
})

describe('what the timeline is about', () => {
  const chosen = {
    ...noChoices,
    lineId: 'line-1',
    personId: '7',
    number: '+447700900001',
    cell: '8719456f1ffffff',
  }
  it.each([
    ['lines', { lineId: 'line-1' }],
    ['people', { person: '7' }],
    ['journeys', { person: '7' }],
    ['network', { number: '+447700900001' }],
    ['map', { cell: '8719456f1ffffff' }],
    ['profile', { lineId: 'line-1' }],
  ] as const)('is what the open view is about: %s', (job, subject) => {
    expect(subjectOf({ ...chosen, job })).toEqual(subject)
  })

  it('is the line, and then everybody, where nothing nearer is chosen', () => {
    for (const job of ['people', 'map', 'network'] as const) {
      expect(subjectOf({ ...noChoices, job, lineId: 'line-1' })).toEqual({ lineId: 'line-1' })
      expect(subjectOf({ ...noChoices, job })).toEqual({})
    }
  })
})
