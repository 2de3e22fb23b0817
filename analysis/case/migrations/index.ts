import { caseModel } from './0001-case-model.ts'
import { placeCells } from './0002-place-cells.ts'
import { areas } from './0003-areas.ts'
import { fileNotes } from './0004-file-notes.ts'
import { releaseSeals } from './0005-release-seals.ts'
import { cellSites } from './0006-cell-sites.ts'
import { visibility } from './0006-visibility.ts'

/** In order; the case's `schema_version` is the number that were applied. Never edit one that has shipped. */
export const migrations: readonly { readonly title: string; readonly statements: string }[] = [
  { title: 'the case model', statements: caseModel },
  { title: 'the cells of places', statements: placeCells },
  { title: 'imported areas', statements: areas },
  { title: 'what imports say of files', statements: fileNotes },
  { title: 'releases registered before they are written', statements: releaseSeals },
  { title: 'what each role may see, and where cells are', statements: visibility + cellSites },
]

export const schemaVersion = migrations.length
