import { useEffect, useState } from 'react'

const useScreen = (query: string): boolean => {
  const [isSo, setSo] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const screen = matchMedia(query)
    const follow = () => setSo(screen.matches)
    follow()
    screen.addEventListener('change', follow)
    return () => screen.removeEventListener('change', follow)
  }, [query])
  return isSo
}

/** From 1900 pixels a view opens its second pane. */
export const useIsWide = (): boolean => useScreen('(min-width: 1900px)')

/** A laptop's screen at twice its size, or a small window: parts stand under each other and the page scrolls. */
export const useIsSmall = (): boolean => useScreen('(max-width: 900px), (max-height: 500px)')
