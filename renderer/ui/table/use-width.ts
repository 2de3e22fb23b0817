import { type RefCallback, useCallback, useRef, useState } from 'react'

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
