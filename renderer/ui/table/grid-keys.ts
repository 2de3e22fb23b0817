export interface Place {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that a page key moves by. */
  readonly page: number
}

/** Where a key moves to in a grid, kept inside it; null when the key does not move. */
export const placeAfterKey = (key: string, ctrl: boolean, from: Place, size: GridSize): Place | null => {
  const place = rawPlace(key, ctrl, from, size)
  if (!place) return null
  return {
    row: Math.max(0, Math.min(size.rows - 1, place.row)),
    column: Math.max(0, Math.min(size.columns - 1, place.column)),
  }
}

const rawPlace = (key: string, ctrl: boolean, from: Place, size: GridSize): Place | null => {
  switch (key) {
    case 'ArrowDown':
      return { ...from, row: from.row + 1 }
    case 'ArrowUp':
      return { ...from, row: from.row - 1 }
    case 'ArrowRight':
      return { ...from, column: from.column + 1 }
    case 'ArrowLeft':
      return { ...from, column: from.column - 1 }
    case 'PageDown':
      return { ...from, row: from.row + size.page }
    case 'PageUp':
      return { ...from, row: from.row - size.page }
    case 'Home':
      return { row: ctrl ? 0 : from.row, column: 0 }
    case 'End':
      return ctrl ? { ...from, row: size.rows - 1 } : { ...from, column: size.columns - 1 }
    default:
      return null
  }
}
