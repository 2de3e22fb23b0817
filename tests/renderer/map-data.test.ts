import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cutGeography } from '../../analysis/cli/cut-geography.mjs'
import { isAtSea, isOnLand } from '../../analysis/places/land.ts'
import { knownTowns, landRings, nearestPlace, railwayStations } from '../../renderer/views/map/geography.ts'

describe('the geography that ships', () => {
  test('is what the packages give', async () => {
    for (const [name, content] of Object.entries(await cutGeography()))
      expect(readFileSync(join(import.meta.dirname, '../../renderer/map-data', name), 'utf8')).toBe(content)
  })

  test('lies around the British Isles and holds what is known to be there', () => {
    for (const ring of landRings)
      for (let at = 0; at < ring.length; at += 2) {
        expect(ring[at]).toBeGreaterThanOrEqual(-11)
        expect(ring[at]).toBeLessThanOrEqual(3)
      }
    expect(nearestPlace(knownTowns, { latitude: 54.9701, longitude: -2.101 })).toBe('Hexham')
    expect(railwayStations.some((station) => station.name === 'Norwich')).toBe(true)
    expect(nearestPlace(knownTowns, { latitude: 53.4, longitude: 1.7 })).toBeNull()
  })
})

test('land and sea are told apart, and a quay is not the sea', () => {
  expect(isOnLand(54.97, -1.61)).toBe(true)
  expect(isOnLand(52.63, 1.3)).toBe(true)
  expect(isOnLand(53.4, 1.7)).toBe(false)
  expect(isAtSea(53.4, 1.7)).toBe(true)
  expect(isAtSea(55.0066, -1.4298)).toBe(false)
  expect(isOnLand(40, -70)).toBe(true)
})
