import { servePorts } from './serve-ports.ts'

servePorts(process.parentPort, (status) => process.exit(status))
