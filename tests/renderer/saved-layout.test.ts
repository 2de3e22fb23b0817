import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultLayout, readLayout, writeLayout } from '../../renderer/state/saved-layout.ts'

const saved = (name: string): string =>
  readFileSync(new URL(`saved-layouts/${name}`, import.meta.url), 'utf8')

describe('a saved layout', () => {
  it('of version 1 keeps its theme and brings its sizes within bounds', () => {
    expect(readLayout(saved('version-1.json'))).toEqual({
      ...defaultLayout,
      theme: 'dark',
      inspectorWidth: 560,
      timelineHeight: 136,
    })
  })

  it('of version 2 comes back as it was', () => {
    const layout = readLayout(saved('version-2.json'))
    expect(layout.theme).toBe('contrast')
    expect(layout.hiddenColumns).toEqual({ lines: ['exporter'] })
    expect(layout.singleKeys).toBe(false)
    expect(readLayout(writeLayout(layout))).toEqual(layout)
  })

  it.each([null, '', 'not json', '{"version":99}', '{"version":2}', '[]'])(
    'that cannot be read (%s) is the default',
    (text) => {
      expect(readLayout(text)).toEqual(defaultLayout)
    },
  )
})
