import { expect, it } from 'vitest'
import { capabilities, contract, everyRole, may, rolesInMenus } from '../../analysis/contract/index.ts'
import { readingRoles } from '../../analysis/kinds/define-kind.ts'
import { seesTreatment, sightOf } from '../../analysis/visibility/source-kinds.ts'

const able = (capability: keyof typeof capabilities) => everyRole.filter((role) => may(role, capability))

it('each role may do what it was agreed that it may', () => {
  const analysts = ['police', 'health', 'hub']
  expect(
    Object.fromEntries(
      Object.keys(capabilities).map((name) => [name, able(name as keyof typeof capabilities)]),
    ),
  ).toEqual({
    asksAsAnalyst: analysts,
    readsRows: analysts,
    readsGroups: ['health', 'hub'],
    readsCounts: [...analysts, 'lead'],
    readsPeopleOfSteps: ['hub'],
    readsLog: ['hub'],
    asksFreeQueries: ['hub'],
    edits: analysts,
    erases: ['hub'],
    opensAnyCase: analysts,
    keepsCopies: ['hub'],
    exportsAnonymised: [...everyRole],
    exportsIdentities: analysts,
    exportsNumbers: ['police', 'hub'],
  })
  expect([...rolesInMenus].sort()).toEqual([...everyRole].sort())
})

it('what it says of rows and groups is what visibility shows', () => {
  const shown = everyRole.filter((role) => sightOf(role).kinds === null || sightOf(role).kinds!.length > 0)
  expect(able('readsRows')).toEqual(shown)
  expect(able('readsRows')).toEqual([...readingRoles])
  expect(able('readsGroups')).toEqual(everyRole.filter(seesTreatment))
})

it('what it says of questions is whom the engine answers', () => {
  const answered = (question: { '~orpc': { meta: { roles: readonly string[] } } }) =>
    everyRole.filter((role) => question['~orpc'].meta.roles.includes(role))
  expect(answered(contract.lines.candidates)).toEqual(able('asksAsAnalyst'))
  expect(answered(contract.people.table)).toEqual(able('readsRows'))
  expect(answered(contract.profile.draft)).toEqual(able('readsCounts'))
  expect(answered(contract.case.noticeRead)).toEqual(able('edits'))
  expect(answered(contract.profile.release)).toEqual(able('edits'))
  expect(answered(contract.sources.remove)).toEqual(able('erases'))
  expect(answered(contract.backups.restore)).toEqual(able('keepsCopies'))
  expect(answered(contract.tables.copy)).toEqual(able('exportsIdentities'))
})
