import { type RefCallback, useCallback, useEffect, useRef, useState } from 'react'

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

/** The width of an element in whole pixels, followed as it changes; 0 before it is drawn. */
export const useWidth = (): readonly [RefCallback<HTMLElement>, number] => {
  const [width, setWidth] = useState(0)
  const observer = useRef<ResizeObserver | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    if (!element) return
    setWidth(Math.floor(element.clientWidth))
    observer.current = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width))
    })
    observer.current.observe(element)
  }, [])
  return [ref, width]
}
