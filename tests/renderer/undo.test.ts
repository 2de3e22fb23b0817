import { beforeEach, describe, expect, it } from 'vitest'
import { useAnnouncement } from '../../renderer/state/announcement.ts'
import { useChoices } from '../../renderer/state/choices.ts'
import { useJourneysChoices } from '../../renderer/state/journeys-choices.ts'
import { useMapChoices } from '../../renderer/state/map-choices.ts'
import { usePeopleChoices } from '../../renderer/state/people-choices.ts'
import { arrangeTable, useTableChoices } from '../../renderer/state/table-choices.ts'
import { redo, undo } from '../../renderer/state/undo.ts'
import { recordStep, undoableSteps } from '../../renderer/state/undo-history.ts'
import { useAuditChoices } from '../../renderer/views/audit/audit-choices.ts'
import { useProfileChoices } from '../../renderer/views/profile/profile-choices.ts'

const { choose, reset } = useChoices.getState()
const said = () => useAnnouncement.getState().current?.words

beforeEach(() => reset())

describe('the undo history', () => {
  it.each([
    [{ lineId: 'a' }, 'the choice of a line'],
    [{ personId: '7' }, 'the choice of a person'],
    [{ number: '+447700900001' }, 'the choice of a number'],
    [{ hexagon: '8719456f1ffffff' }, 'the choice of a hexagon'],
    [{ range: { from: '2026-01-01', to: '2026-02-01' } }, 'the time range'],
    [{ brush: { from: '2026-01-01', to: '2026-01-07' } }, 'the brushed days'],
    [{ view: 'map' as const }, 'going to another view'],
  ])('says what it undid: %j', (change, words) => {
    choose(change)
    undo()
    expect(said()).toBe(`Undone: ${words}.`)
    redo()
    expect(said()).toBe(`Redone: ${words}.`)
    expect(useChoices.getState()).toMatchObject(change)
  })

  it('says so when nothing is left', () => {
    undo()
    expect(said()).toBe('There is nothing to undo.')
    redo()
    expect(said()).toBe('There is nothing to redo.')
  })

  it('undoes a drag as one, and the next drag apart from it', () => {
    const brush = (to: string) => ({ brush: { from: '2026-01-01', to } })
    choose(brush('2026-01-02'), 'drag 1')
    choose(brush('2026-01-03'), 'drag 1')
    choose(brush('2026-01-09'), 'drag 2')
    undo()
    expect(useChoices.getState().brush?.to).toBe('2026-01-03')
    undo()
    expect(useChoices.getState().brush).toBeNull()
    redo()
    expect(useChoices.getState().brush?.to).toBe('2026-01-03')
  })

  it('undoes the order of a table, and the letters of a filter as one', () => {
    arrangeTable('lines', { sort: { columnId: 'name', descending: false } })
    arrangeTable('lines', { filters: { name: 'b' } })
    arrangeTable('lines', { filters: { name: 'bl' } })
    undo()
    expect(useTableChoices.getState().tables.lines?.filters).toEqual({})
    expect(useTableChoices.getState().tables.lines?.sort?.columnId).toBe('name')
    undo()
    expect(said()).toBe('Undone: the order of a table.')
    expect(useTableChoices.getState().tables.lines?.sort).toBeUndefined()
  })

  it('undoes what each view shows, in one order', () => {
    useMapChoices.getState().change({ method: 'kde' })
    usePeopleChoices.getState().change({ group: 'mainstream' })
    useJourneysChoices.getState().change({ page: 'person' })
    useProfileChoices.getState().choose({ policy: 'strict' })
    useAuditChoices.getState().filter({ text: 'x' })
    for (let count = 0; count < 5; count += 1) undo()
    expect(useMapChoices.getState().method).toBe('gi')
    expect(usePeopleChoices.getState().group).toBeNull()
    expect(useJourneysChoices.getState().page).toBeNull()
    expect(useProfileChoices.getState().policy).toBe('ndtms')
    expect(useAuditChoices.getState().text).toBe('')
    expect(undoableSteps()).toBe(0)
  })

  it('keeps the last hundred steps, and forgets what was undone once another step is done', () => {
    const done: string[] = []
    const step = (words: string, key?: string) =>
      recordStep({
        words,
        key,
        undo: () => done.push(`undo ${words}`),
        redo: () => done.push(`redo ${words}`),
      })
    for (let count = 1; count <= 103; count += 1) step(String(count))
    expect(undoableSteps()).toBe(100)
    for (let count = 0; count < 101; count += 1) undo()
    expect(done).toHaveLength(100)
    expect(done.at(-1)).toBe('undo 4')
    redo()
    expect(done.at(-1)).toBe('redo 4')
    step('a', 'letters')
    step('b', 'other')
    undo()
    step('ab', 'letters')
    redo()
    expect(said()).toBe('There is nothing to redo.')
    undo()
    expect(done.at(-1)).toBe('undo a')
  })

  it('leaves nothing of one case to the next', () => {
    useMapChoices.getState().change({ page: 'table' })
    usePeopleChoices.getState().change({ whose: 'everyone' })
    arrangeTable('lines', { filters: { name: 'b' } })
    reset()
    expect(useMapChoices.getState().page).toBe('maps')
    expect(usePeopleChoices.getState().whose).toBe('all-lines')
    expect(useTableChoices.getState().tables).toEqual({})
    expect(undoableSteps()).toBe(0)
  })
})
