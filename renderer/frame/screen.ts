import { useEffect, useState } from 'react'

const wideScreen = '(min-width: 1900px)'

/** From 1900 pixels a view opens its second pane. */
export const useIsWide = (): boolean => {
  const [isWide, setWide] = useState(() => matchMedia(wideScreen).matches)
  useEffect(() => {
    const screen = matchMedia(wideScreen)
    const follow = () => setWide(screen.matches)
    screen.addEventListener('change', follow)
    return () => screen.removeEventListener('change', follow)
  }, [])
  return isWide
}
