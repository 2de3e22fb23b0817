import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../../analysis/contract/index.ts'
import { sightOf } from '../../../analysis/visibility/source-kinds.ts'
import { knownToAll, leaksIn, plain, said, saidToAll } from './answers.ts'
import { type PlantedSources, plantedSources } from './planted-sources.ts'
import type { Prepared } from './prepared-material.ts'
import { notOfThisCase, preparedQuestions } from './prepared-questions.ts'
import { collectStatements, storedTablesIn } from './statements.ts'

const roles = ['police', 'health', 'lead', 'reader', 'hub'] as const

let given: PlantedSources
let prepared: Record<string, Prepared>
beforeAll(async () => {
  given = await plantedSources()
  prepared = preparedQuestions(given, await knownToAll(given))
})
afterAll(() => given.close())

const questionsOf = (router: object): string[] =>
  Object.entries(router).flatMap(([room, questions]) =>
    Object.keys(questions as object).map((name) => `${room}.${name}`),
  )

test('every question of the contract has inputs prepared', () => {
  const unprepared = questionsOf(contract).filter(
    (question) => !((prepared[question]?.inputs.length ?? 0) > 0) && !(question in notOfThisCase),
  )
  expect(unprepared).toEqual([])
  expect(Object.keys(prepared).filter((question) => !questionsOf(contract).includes(question))).toEqual([])
})

/** Questions whose answers are of what the role sees alone; the others count the whole case, protected, or list its files. */
const ofOwnSight =
  /^(people\.(records|table|detail|reviews)|lines\.|network\.|timeline\.|search\.|places\.(layers|hotspots|rows|points|areaNames|flows|flowRows)$)/

test('police are told the same whether the case holds what they may not see or not', async () => {
  const seen = sightOf('police').kinds ?? []
  const without = await plantedSources((kind) => seen.includes(kind))
  try {
    const questions = Object.entries(prepared).filter(
      ([question, { late }]) => ofOwnSight.test(question) && !late,
    )
    const differing: string[] = []
    for (const [question, { inputs }] of questions)
      for (const input of inputs) {
        const [one, other] = await Promise.all(
          [given, without].map(async (asked) => {
            const { text } = await said(asked, 'police', question, input)
            // Police are told which files there are, so a file's number tells them nothing more.
            return text.replace(/seconds: .*/g, '').replace(/fileId: \d+/g, '')
          }),
        )
        if (one !== other)
          differing.push(
            `${question} ${JSON.stringify(input).slice(0, 100)}\n${one}\n-- without --\n${other}`,
          )
      }
    expect(differing).toEqual([])
  } finally {
    await without.close()
  }
}, 900_000)

test('no question reads a stored table by its own name', async () => {
  const { texts, stop } = collectStatements()
  try {
    const others = Object.fromEntries(
      Object.entries(prepared).filter(([question]) => !question.startsWith('sources.')),
    )
    await saidToAll(given, others, 'hub', false)
    for (const question of ['people.wash', 'people.decide', 'lines.decide'])
      await said(given, 'hub', question, prepared[question]!.inputs[0])
  } finally {
    stop()
  }
  const { read, raw, unread } = await storedTablesIn(texts)
  expect(raw).toEqual([])
  expect(unread).toEqual([])
  expect(read).toBeGreaterThan(100)
}, 900_000)

describe('no answer, stream or refusal', () => {
  // Before police load files of their own, whose names are theirs to read.
  test('tells police or the lead what somebody else wrote of it into the profile', async () => {
    const [treated] = given.plants.filter(({ kind }) => kind === 'treatment')
    await given
      .as('hub')
      .profile.edit({ paragraphId: 'demand.note', text: `${treated!.forename} ${treated!.surname} rang.` })
    const answers = await Promise.all([
      said(given, 'police', 'profile.draft', {}),
      said(given, 'lead', 'profile.draft', {}),
    ])
    expect(answers.map(({ failed }) => failed)).toEqual([null, null])
    for (const [index, role] of (['police', 'lead'] as const).entries())
      expect(leaksIn(given, role, [answers[index]!])).toEqual([])
    expect((await said(given, 'hub', 'profile.draft', {})).text).toContain(treated!.surname)
    await given.as('hub').profile.edit({ paragraphId: 'demand.note', text: null })
  })

  for (const isLate of [false, true])
    test(`tells a role what it may not have, ${isLate ? 'also of what changes the case' : 'of all that only asks'}`, async () => {
      const leaks: string[] = []
      const bugs: string[] = []
      for (const role of roles) {
        const answers = await saidToAll(given, prepared, role, isLate)
        leaks.push(...leaksIn(given, role, answers))
        bugs.push(
          ...answers
            .filter(
              ({ failed, text }) =>
                failed === 'INTERNAL_SERVER_ERROR' || text.startsWith('Input validation failed'),
            )
            .map(
              ({ question, input, failed, text }) =>
                `${role} ${question} ${input.slice(0, 120)}: ${failed} ${text.slice(0, 200)}`,
            ),
        )
        if (role === 'hub' && !isLate) {
          const all = plain(answers.map(({ text }) => text).join('\n'))
          const missing = given.plants
            .filter(
              (one) =>
                ![one.surname, one.notes, one.phone.slice(1), one.born, one.reference].every((token) =>
                  all.includes(plain(token)),
                ),
            )
            .map((one) => `${one.kind} ${one.outcome}`)
          expect(missing).toEqual([])
        }
      }
      expect(leaks.slice(0, 60)).toEqual([])
      expect([...new Set(bugs)].slice(0, 30)).toEqual([])
    }, 900_000)
})
