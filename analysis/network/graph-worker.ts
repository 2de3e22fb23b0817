import { parentPort } from 'node:worker_threads'
import { doGraphTask, type GraphTask } from './graph-tasks.ts'

parentPort?.on('message', (task: GraphTask) => parentPort?.postMessage(doGraphTask(task)))
