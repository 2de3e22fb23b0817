import { register } from '../commands/registry.ts'
import { showingAll, useChoices } from '../state/choices.ts'
import { useLayout } from '../state/layout.ts'
import type { Theme } from '../state/saved-layout.ts'
import { redo, undo } from '../state/undo.ts'
import { moveRegion } from './regions.ts'
import { railEntries, type View } from './view.ts'

/** One command and one digit for each view of the rail. */
export const registerViews = (views: readonly View[]): void => {
  for (const { name, words, digit } of railEntries(views))
    register({
      name: `go-${name}`,
      words: `Go to ${words}`,
      group: 'Go to',
      keys: digit,
      run: () => useChoices.getState().choose({ view: name }),
    })
  register({
    name: 'go-first',
    words: 'Go to the first screen',
    group: 'Go to',
    alsoKnownAs: 'home start',
    run: () => useChoices.getState().choose({ view: 'first' }),
  })
}

register({ name: 'find', words: 'Find or command', group: 'Find', keys: 'Ctrl+K' })
register({
  name: 'show-keys',
  words: 'Show all keys',
  group: 'Window',
  keys: '?',
  alsoKnownAs: 'help shortcuts',
})
register({
  name: 'view-help',
  words: 'Help on this view',
  group: 'Window',
  keys: 'F1',
  alsoKnownAs: 'how to read explain',
})
register({
  name: 'start-tour',
  words: 'Show me round',
  group: 'Window',
  alsoKnownAs: 'tour first steps introduction',
})
register({ name: 'next-region', words: 'Next region', group: 'Window', keys: 'F6', run: () => moveRegion(1) })
register({
  name: 'previous-region',
  words: 'Previous region',
  group: 'Window',
  keys: 'Shift+F6',
  run: () => moveRegion(-1),
})
register({
  name: 'undo',
  words: 'Undo',
  group: 'Window',
  keys: 'Ctrl+Z',
  alsoKnownAs: 'take back',
  run: undo,
})
register({
  name: 'redo',
  words: 'Redo',
  group: 'Window',
  keys: 'Ctrl+Y',
  alsoKnownAs: 'do again',
  run: redo,
})
register({
  name: 'clear-selection',
  words: 'Show all',
  group: 'Find',
  keys: 'Backspace',
  alsoKnownAs: 'choose nothing clear filters narrow unselect all days',
  run: () => {
    const choices = useChoices.getState()
    choices.choose(showingAll(choices))
  },
})

const themeWords: Record<Theme, string> = {
  system: 'Theme as the system has it',
  light: 'Light theme',
  dark: 'Dark theme',
  contrast: 'High contrast theme',
}
for (const theme of ['system', 'light', 'dark', 'contrast'] as const) {
  register({
    name: `theme-${theme}`,
    words: themeWords[theme],
    group: 'Window',
    alsoKnownAs: 'colour appearance mode',
    run: () => useLayout.getState().change({ theme }),
  })
}

const toggle = (key: 'railFolded' | 'timelineFolded' | 'singleKeys') => () => {
  const layout = useLayout.getState()
  layout.change({ [key]: !layout[key] })
}

register({
  name: 'toggle-density',
  words: 'Compact rows on or off',
  group: 'Window',
  run: () => {
    const { density, change } = useLayout.getState()
    change({ density: density === 'compact' ? 'screen' : 'compact' })
  },
})
register({
  name: 'toggle-rail',
  words: 'Fold or unfold the rail',
  group: 'Window',
  run: toggle('railFolded'),
})
register({
  name: 'toggle-timeline',
  words: 'Fold or unfold the timeline',
  group: 'Window',
  run: toggle('timelineFolded'),
})
register({
  name: 'toggle-single-keys',
  words: 'Turn single-key shortcuts on or off',
  group: 'Window',
  run: toggle('singleKeys'),
})

register({ name: 'brush-earlier', words: 'Brush earlier days', group: 'Time', keys: '[' })
register({ name: 'brush-later', words: 'Brush later days', group: 'Time', keys: ']' })
register({ name: 'brush-shorter', words: 'Brush a day less', group: 'Time', keys: 'Shift+[' })
register({ name: 'brush-longer', words: 'Brush a day more', group: 'Time', keys: 'Shift+]' })
register({
  name: 'whole-range',
  words: 'Show the whole time range',
  group: 'Time',
  run: () => useChoices.getState().choose({ range: null, brush: null }),
})
