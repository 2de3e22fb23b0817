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

  it('of version 3 comes back as it was', () => {
    const text = saved('version-3.json')
    const layout = readLayout(text)
    expect(layout.columnWidths).toEqual({ lines: { exporter: 212 }, 'audit-entries': { subject: 340 } })
    expect(layout.paneShares).toEqual({ lines: 58 })
    expect(layout.lastJob).toBe('network')
    expect(JSON.parse(writeLayout(layout))).toEqual({ ...JSON.parse(text), changedAt: 0 })
  })

  it('of version 2 comes back as it was, with the widths and the view that it did not know at their defaults', () => {
    const layout = readLayout(saved('version-2.json'))
    expect(layout.theme).toBe('contrast')
    expect(layout.hiddenColumns).toEqual({ lines: ['exporter'] })
    expect(layout.singleKeys).toBe(false)
    expect(layout).toMatchObject({ columnWidths: {}, paneShares: {}, lastJob: null })
    expect(readLayout(writeLayout(layout))).toEqual(layout)
  })

  it.each([null, '', 'not json', '{"version":99}', '{"version":2}', '{"version":3}', '[]'])(
    'that cannot be read (%s) is the default',
    (text) => {
      expect(readLayout(text)).toEqual(defaultLayout)
    },
  )
})
