import { draw } from '../../../renderer/draw.tsx'
import { useChoices } from '../../../renderer/state/choices.ts'
import { useLayout } from '../../../renderer/state/layout.ts'
import type { Theme } from '../../../renderer/state/saved-layout.ts'
import { galleryEngine, type Scene } from './engine.ts'

const asked = new URLSearchParams(location.search)

useLayout.getState().change({ theme: (asked.get('theme') ?? 'light') as Theme })
useChoices.setState({
  view: (asked.get('view') ?? 'first') as 'first',
  lineId: asked.get('line'),
  personId: asked.get('person'),
})
draw(galleryEngine((asked.get('scene') ?? 'case') as Scene))
