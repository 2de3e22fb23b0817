export const regions = ['rail', 'top', 'canvas', 'inspector', 'timeline'] as const
export type Region = (typeof regions)[number]

/** The region after the current one among those that are drawn, round the end. */
export const nextRegion = (drawn: readonly Region[], current: Region | null, step: 1 | -1): Region | null => {
  if (drawn.length === 0) return null
  const index = current === null ? (step === 1 ? -1 : 0) : drawn.indexOf(current)
  return drawn[(index + step + drawn.length) % drawn.length] ?? null
}

const elementOf = (region: Region): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-region="${region}"]`)

/** Where the keyboard lands in a region: what it is for, before its buttons. */
const firstStops = [
  '[role="grid"]',
  '[aria-current="page"]',
  'button, input, select, a[href], [tabindex="0"]',
]

export const moveRegion = (step: 1 | -1): void => {
  const drawn = regions.filter((region) => elementOf(region) !== null)
  const current = document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region
  const next = nextRegion(drawn, regions.find((region) => region === current) ?? null, step)
  if (!next) return
  const element = elementOf(next)
  const inside = firstStops.map((stop) => element?.querySelector<HTMLElement>(stop)).find((found) => found)
  ;(inside ?? element)?.focus()
}
