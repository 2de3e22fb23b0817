import type { createRouterClient } from '@orpc/server'
import { tableFromIPC } from 'apache-arrow'
import type { Router } from '../app/router.ts'
import type { Table } from '../contract/index.ts'

type Client = ReturnType<typeof createRouterClient<Router, Record<never, never>>>

const dayLength = 86_400_000

/** Ranges of a week to three months over the days of a case, the same in every run. */
function rangesOver(from: string, to: string, times: number): { from: string; to: string }[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  const days = Math.max(8, Math.round((Date.parse(`${to}T00:00:00Z`) - first) / dayLength))
  const day = (at: number) => new Date(first + at * dayLength).toISOString().slice(0, 10)
  return Array.from({ length: times }, (_, index) => {
    const length = Math.min(days - 1, 7 + ((index * 13) % 84))
    const start = (index * 37) % Math.max(1, days - length)
    return { from: day(start), to: day(start + length) }
  })
}

const rowsOf = async (table: Table): Promise<Record<string, unknown>[]> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON() as Record<string, unknown>)

/** Whom and where to choose: people who buy, their numbers, and the cells with most calls. */
async function choicesIn(client: Client, times: number, hasSites: boolean) {
  const people = await rowsOf(await client.people.table({}))
  const subjects = people.map(({ subject }) => String(subject))
  const cells = hasSites
    ? (await rowsOf((await client.places.hotspots({ of: 'calls', method: 'count' })).table))
        .filter(({ count }) => Number(count) > 0)
        .sort((left, right) => Number(right.count) - Number(left.count))
    : []
  return {
    persons: subjects.filter((subject) => !subject.startsWith('+')).slice(0, times),
    numbers: subjects.filter((subject) => subject.startsWith('+')).slice(0, times),
    cells: cells.slice(0, times).map(({ cell }) => String(cell)),
  }
}

/**
 * What the window asks of the engine when the analyst brushes the timeline, chooses a line, a person, a number or a cell: milliseconds of each question, by
 * its name. Each is asked once beforehand, as the window that is open has asked it before.
 * @param times how many choices of each
 */
export async function askLinked(client: Client, times: number): Promise<Record<string, number[]>> {
  const description = await client.case.describe({})
  const { lines } = await client.lines.candidates({})
  if (!description?.days || lines.length === 0) throw new Error('The case has no days or no lines.')
  const ranges = rangesOver(description.days.from, description.days.to, times)
  const layers = await client.places.layers({})
  const placed = layers.filter((layer) => layer.withPosition > 0).map((layer) => layer.of)
  const hasSites = placed.includes('calls')
  const named = layers.find(({ of, aboutPeople }) => aboutPeople && of !== 'calls' && placed.includes(of))?.of
  const chosen = await choicesIn(client, times, hasSites)
  const timed: Record<string, number[]> = {}
  const ask = async (name: string, work: () => Promise<unknown>) => {
    const asked = performance.now()
    await work()
    const kept = timed[name] ?? []
    kept.push(performance.now() - asked)
    timed[name] = kept
  }
  for (const of of placed) await client.places.hotspots({ of })
  for (const [index, range] of ranges.entries()) {
    const { line: lineId } = lines[index % lines.length]!
    const days = { range }
    await ask('brush: timeline by hour', () => client.timeline.activity({ grain: 'hour', range }))
    await ask('brush: lines of its days', () => client.lines.concerning(days))
    await ask('brush: network round a line', () => client.network.around({ lineId, range }))
    for (const of of placed) await ask(`brush: map of ${of}`, () => client.places.hotspots({ of, range }))
    await ask('brush: people and groups at its end', () =>
      Promise.all([client.people.groups({ at: range.to }), client.people.table({ at: range.to })]),
    )
    await ask('brush: people and groups of its days', () =>
      Promise.all([client.people.groups(days), client.people.table(days)]),
    )
    await ask('brush: journeys from arrest', () => client.journeys.funnel(days))
    await ask('choose a line: timeline by day', () => client.timeline.activity({ grain: 'day', lineId }))
    await ask('choose a line: its detail', () => client.lines.detail({ lineId }))
    await ask('choose a line: its people and groups', () =>
      Promise.all([client.people.groups({ lineId }), client.people.table({ lineId })]),
    )
    await ask('choose a line: network, all days', () => client.network.around({ lineId }))
    if (hasSites)
      await ask('choose a line: its cell sites', () => client.places.hotspots({ of: 'calls', lineId }))
    const person = chosen.persons[index % chosen.persons.length]
    const number = chosen.numbers[index % chosen.numbers.length]
    for (const [who, somebody] of [
      ['a person', person && { person }],
      ['a number', number && { number }],
    ] as const) {
      if (!somebody) continue
      await ask(`choose ${who}: timeline by day`, () =>
        client.timeline.activity({ grain: 'day', ...somebody }),
      )
      await ask(`choose ${who}: lines`, () => client.lines.concerning(somebody))
      await ask(`choose ${who}: network, all days`, () => client.network.around(somebody))
      for (const of of [...(hasSites ? ['calls'] : []), ...(named ? [named] : [])])
        await ask(`choose ${who}: map of ${of}`, () => client.places.hotspots({ of, ...somebody }))
    }
    if (person) await ask('choose a person: records', () => client.people.detail({ person }))
    const cell = chosen.cells[index % Math.max(1, chosen.cells.length)]
    if (!cell) continue
    await ask('choose a cell: timeline by day', () => client.timeline.activity({ grain: 'day', cell }))
    await ask('choose a cell: lines', () => client.lines.concerning({ cell }))
    await ask('choose a cell: network', () => client.network.around({ cell }))
    await ask('choose a cell: people and groups', () =>
      Promise.all([client.people.groups({ cell }), client.people.table({ cell })]),
    )
    await ask('choose a cell and brush: people and groups', () =>
      Promise.all([client.people.groups({ cell, range }), client.people.table({ cell, range })]),
    )
  }
  return timed
}
