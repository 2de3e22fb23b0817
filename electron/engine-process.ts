import { makeFilesOwnerOnly } from '../analysis/platform/owner-only.ts'
import { servePorts } from './serve-ports.ts'

makeFilesOwnerOnly()
servePorts(process.parentPort, (status) => process.exit(status))
