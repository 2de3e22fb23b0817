import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../analysis/server/request-rules.ts'
import {
  fuses,
  grantedPermissions,
  pageContentSecurityPolicy,
  windowWebPreferences,
} from '../../electron/window-configuration.ts'

describe('the shell’s window', () => {
  it('is sandboxed and isolated', () => {
    const { sandbox, contextIsolation, webSecurity, nodeIntegration, webviewTag } = windowWebPreferences
    expect([sandbox, contextIsolation, webSecurity]).toEqual([true, true, true])
    expect([nodeIntegration, webviewTag, fuses.runAsNode]).toEqual([false, false, false])
  })

  it('has no weaker policy than the loopback host', () => {
    const served = contentSecurityPolicy.split('; ')
    for (const directive of pageContentSecurityPolicy) expect(served).toContain(directive)
    expect(pageContentSecurityPolicy).toContain("script-src 'self'")
  })

  it('grants no permission that reaches a device or a place', () => {
    for (const permission of grantedPermissions)
      expect(permission).not.toMatch(
        /camera|microphone|geolocation|usb|serial|hid|notifications|clipboard-read/,
      )
  })
})
