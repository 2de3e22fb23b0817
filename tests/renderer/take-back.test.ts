import { beforeEach, describe, expect, it } from 'vitest'
import { useAnnouncement } from '../../renderer/state/announcement.ts'
import { useChoices } from '../../renderer/state/choices.ts'
import { useDoings } from '../../renderer/state/doings.ts'
import { arrangeTable, useTableChoices } from '../../renderer/state/table-choices.ts'
import { doAgain, takeBack } from '../../renderer/state/take-back.ts'
import { useAuditChoices } from '../../renderer/views/audit/audit-choices.ts'
import { useJourneysChoices } from '../../renderer/views/journeys/journeys-choices.ts'
import { useMapChoices } from '../../renderer/views/map/map-choices.ts'
import { usePeopleChoices } from '../../renderer/views/people/people-choices.ts'
import { useProfileChoices } from '../../renderer/views/profile/profile-choices.ts'

const { choose, forget } = useChoices.getState()
const said = () => useAnnouncement.getState().current?.words

beforeEach(() => forget())

describe('taking back', () => {
  it.each([
    [{ lineId: 'a' }, 'the choice of a line'],
    [{ personId: '7' }, 'the choice of a person'],
    [{ number: '+447700900001' }, 'the choice of a number'],
    [{ cell: '8719456f1ffffff' }, 'the choice of a cell'],
    [{ range: { from: '2026-01-01', to: '2026-02-01' } }, 'the time range'],
    [{ brush: { from: '2026-01-01', to: '2026-01-07' } }, 'the brushed days'],
    [{ job: 'map' as const }, 'going to another view'],
  ])('says what it took back: %j', (change, words) => {
    choose(change)
    takeBack()
    expect(said()).toBe(`Taken back: ${words}.`)
    doAgain()
    expect(said()).toBe(`Done again: ${words}.`)
    expect(useChoices.getState()).toMatchObject(change)
  })

  it('says so when nothing is left', () => {
    takeBack()
    expect(said()).toBe('There is nothing to take back.')
    doAgain()
    expect(said()).toBe('Nothing was taken back that could be done again.')
  })

  it('takes a drag back as one, and the next drag apart from it', () => {
    const brush = (to: string) => ({ brush: { from: '2026-01-01', to } })
    choose(brush('2026-01-02'), 'drag 1')
    choose(brush('2026-01-03'), 'drag 1')
    choose(brush('2026-01-09'), 'drag 2')
    takeBack()
    expect(useChoices.getState().brush?.to).toBe('2026-01-03')
    takeBack()
    expect(useChoices.getState().brush).toBeNull()
    doAgain()
    expect(useChoices.getState().brush?.to).toBe('2026-01-03')
  })

  it('takes back the order of a table, and the letters of a filter as one', () => {
    arrangeTable('lines', { sort: { columnId: 'name', descending: false } })
    arrangeTable('lines', { filters: { name: 'b' } })
    arrangeTable('lines', { filters: { name: 'bl' } })
    takeBack()
    expect(useTableChoices.getState().tables.lines?.filters).toEqual({})
    expect(useTableChoices.getState().tables.lines?.sort?.columnId).toBe('name')
    takeBack()
    expect(said()).toBe('Taken back: the order of a table.')
    expect(useTableChoices.getState().tables.lines?.sort).toBeUndefined()
  })

  it('takes back what each view shows, in one order', () => {
    useMapChoices.getState().change({ method: 'kde' })
    usePeopleChoices.getState().change({ group: 'mainstream' })
    useJourneysChoices.getState().change({ page: 'person' })
    useProfileChoices.getState().choose({ policy: 'strict' })
    useAuditChoices.getState().filter({ text: 'x' })
    for (let count = 0; count < 5; count += 1) takeBack()
    expect(useMapChoices.getState().method).toBe('gi')
    expect(usePeopleChoices.getState().group).toBeNull()
    expect(useJourneysChoices.getState().page).toBeNull()
    expect(useProfileChoices.getState().policy).toBe('ndtms')
    expect(useAuditChoices.getState().text).toBe('')
    expect(useDoings.getState().past).toHaveLength(0)
  })

  it('leaves nothing of one case to the next', () => {
    useMapChoices.getState().change({ page: 'table' })
    usePeopleChoices.getState().change({ whose: 'everyone' })
    arrangeTable('lines', { filters: { name: 'b' } })
    forget()
    expect(useMapChoices.getState().page).toBe('maps')
    expect(usePeopleChoices.getState().whose).toBe('all-lines')
    expect(useTableChoices.getState().tables).toEqual({})
    expect(useDoings.getState().past).toHaveLength(0)
  })
})
