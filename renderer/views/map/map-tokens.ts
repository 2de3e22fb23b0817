import { useEffect, useState } from 'react'

export type Colour = readonly [number, number, number]

const names = [
  'sea',
  'canvas',
  'frame',
  'hair-2',
  'ink',
  'ink-2',
  'ink-3',
  'control',
  'mark',
  ...['line', 'harm', 'person', 'grey'].flatMap((ramp) =>
    [1, 2, 3, 4, 5].map((step) => `seq-${ramp}-${step}`),
  ),
]

/** `#rrggbb`, or `#rgb` as a build shortens it. */
export const colourOf = (written: string): Colour => {
  const digits = written.trim().replace(/^#/, '')
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits
  const value = Number.parseInt(long, 16)
  return /^[0-9a-f]{6}$/i.test(long) ? [value >> 16, (value >> 8) & 255, value & 255] : [0, 0, 0]
}

export type MapTokens = Readonly<Record<string, Colour>>

const readTokens = (): MapTokens => {
  const style = getComputedStyle(document.documentElement)
  return Object.fromEntries(names.map((name) => [name, colourOf(style.getPropertyValue(`--${name}`))]))
}

/** The tokens as deck.gl takes colours; again whenever the theme changes. */
export const useMapTokens = (): MapTokens => {
  const [tokens, setTokens] = useState(readTokens)
  useEffect(() => {
    const observer = new MutationObserver(() => setTokens(readTokens()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return tokens
}
