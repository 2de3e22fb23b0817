import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../renderer/', import.meta.url))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(css|tsx?)$/.test(file),
)
const tokens = readFileSync(`${root}ui/tokens.css`, 'utf8')
const defined = new Set([...tokens.matchAll(/(--[a-z0-9-]+)\s*:/g)].map((match) => match[1]))

describe('colours', () => {
  it('come from tokens alone, but for the one shadow', () => {
    const raw = files
      .filter((file) => file !== 'ui/tokens.css')
      .flatMap((file) =>
        readFileSync(root + file, 'utf8')
          .split('\n')
          .filter((line) => /(?<![\w&])#[0-9a-f]{3,8}\b(?!;)|\b(rgb|hsl|oklch|color-mix)a?\(/i.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      )
    expect(raw).toEqual(['ui/base.css: --shadow: 0 2px 8px rgb(0 0 0 / 0.18);'])
  })

  it('are asked for by names that exist', () => {
    const asked = files
      .filter((file) => file.endsWith('.css'))
      .flatMap((file) =>
        [...readFileSync(root + file, 'utf8').matchAll(/var\((--[a-z0-9-]+)/g)].map(
          (match) => match[1] ?? '',
        ),
      )
    const missing = asked.filter((name) => !defined.has(name) && !/^--(shadow|radix-)/.test(name))
    expect([...new Set(missing)]).toEqual([])
    expect(asked.length).toBeGreaterThan(100)
  })
})
