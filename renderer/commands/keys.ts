import { useEffect } from 'react'
import { useLayout } from '../state/layout.ts'
import { registeredCommands, runCommand } from './registry.ts'

export interface Stroke {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const brackets: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight' }

/** Whether a key press is the shortcut; brackets go by position, so that Shift does not turn them into braces. */
export const isStroke = (keys: string, stroke: Stroke): boolean => {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wantsControl = parts.includes('Ctrl')
  if (wantsControl !== (stroke.ctrlKey || stroke.metaKey) || stroke.altKey !== parts.includes('Alt')) {
    return false
  }
  const code = brackets[key]
  if (code) return stroke.code === code && stroke.shiftKey === parts.includes('Shift')
  if (key === '?') return stroke.key === '?'
  return stroke.key.toLowerCase() === key.toLowerCase() && stroke.shiftKey === parts.includes('Shift')
}

const isPlain = (keys: string): boolean => !keys.includes('Ctrl') && !/F\d/.test(keys)

/** Inputs that take no letters: a slider leaves Ctrl Z to the window. */
const takesNoText = ['range', 'checkbox', 'radio', 'button', 'submit']

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    (target instanceof HTMLInputElement && !takesNoText.includes(target.type)) ||
    ['TEXTAREA', 'SELECT'].includes(target.tagName))

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null

/** Listens for the shortcuts of every registered command. */
export const useKeyboard = (around: (run: () => void) => void): void => {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInDialog(event.target)) return
      for (const command of registeredCommands()) {
        if (!command.keys || !isStroke(command.keys, event)) continue
        if (isPlain(command.keys) && (isTyping(event.target) || !useLayout.getState().singleKeys)) continue
        if (command.keys === 'Ctrl+Z' && isTyping(event.target)) continue
        around(() => {
          if (runCommand(command.name)) event.preventDefault()
        })
        return
      }
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [around])
}
