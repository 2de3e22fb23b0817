import { spawn } from 'node:child_process'

/** `nobody` on every Linux: a user who owns nothing and belongs to no group of ours. */
export const nobody = 65534

/** Only root can become another user. */
export const canBeAnotherUser = process.platform === 'linux' && process.getuid?.() === 0

/**
 * Runs a script in a Node process of another user.
 * @param script its last expression, awaited, is the answer; `given` holds what it was given.
 */
export function asUser<T>(user: number, script: string, given: unknown): Promise<T> {
  const source = `
    const fs = require('node:fs'), net = require('node:net'), http = require('node:http'), path = require('node:path')
    const given = JSON.parse(process.argv[1])
    const codeOf = (work) => { try { work(); return 'done' } catch (error) { return error.code ?? String(error) } }
    ;(async () => { ${script} })().then((answer) => process.stdout.write(JSON.stringify(answer)))`
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['-e', source, JSON.stringify(given)], {
      uid: user,
      gid: user,
      cwd: '/',
      env: {},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let words = ''
    child.stdout.on('data', (data) => {
      out += data
    })
    child.stderr.on('data', (data) => {
      words += data
    })
    child.once('close', (status) => {
      if (status === 0) done(JSON.parse(out) as T)
      else fail(new Error(words))
    })
  })
}

/** What came of opening each path: `done`, or the system's code. */
export const openEach = `return Object.fromEntries(given.paths.map((one) => [one, codeOf(() =>
  fs.statSync(one).isDirectory() ? fs.readdirSync(one) : fs.closeSync(fs.openSync(one, 'r')))]))`

/** What a request to `given.port` came to: its status, or the system's code. */
export const askPort = `return await new Promise((answer) => {
  const asked = http.request({ host: '127.0.0.1', port: given.port, path: given.path, method: given.method ?? 'GET',
    headers: given.headers ?? {} }, (response) => { response.resume(); answer(String(response.statusCode)) })
  asked.on('error', (error) => answer(error.code))
  asked.end(given.body)
})`
