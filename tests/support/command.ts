import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

interface CommandOptions {
  cwd?: string
  environment?: Record<string, string>
  onStart?: (child: ChildProcess) => void
  onMessage?: (words: string, child: ChildProcess) => void
}

export interface CommandResult {
  status: number | null
  signal: NodeJS.Signals | null
  out: string
  messages: string
  /** Standard output as one JSON document. */
  json<T = unknown>(): T
}

export interface FailureDocument {
  error: { code: string; message: string; data: Record<string, unknown> }
}

const launcher = resolve('analysis/cli/launch.mjs')

/** Runs one command as a process of its own, the way npm does: from the project's folder, with the user's in INIT_CWD. */
export function runCommand(words: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [launcher, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        HUBLINE_OFFLINE: '1',
        ...(options.cwd ? { INIT_CWD: options.cwd } : {}),
        ...options.environment,
      },
    })
    let out = ''
    let messages = ''
    child.stdout.on('data', (data) => {
      out += data
    })
    child.stderr.on('data', (data) => {
      messages += data
      options.onMessage?.(messages, child)
    })
    child.once('error', fail)
    child.once('close', (status, signal) =>
      done({ status, signal, out, messages, json: <T>() => JSON.parse(out) as T }),
    )
    options.onStart?.(child)
  })
}

/** A call record file of `rows` different calls between drama numbers. */
export function writeCalls(folder: string, name: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const number = `07700900${String(row % 1000).padStart(3, '0')}`
    const other = `0770090${String(1000 + ((row * 7) % 8999)).slice(-4)}`
    const day = String(1 + (row % 28)).padStart(2, '0')
    const time = new Date(1_767_225_600_000 + row * 1000).toISOString().slice(11, 19)
    return `${number},${other},${day}/01/2026,${time},${row % 300},Voice`
  })
  const path = join(folder, name)
  writeFileSync(path, `A Number,B Number,Date,Time,Duration (secs),Type\n${lines.join('\n')}\n`)
  return path
}
