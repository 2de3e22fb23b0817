import { draw } from './draw.tsx'
import { connect } from './engine/connect.ts'

draw(connect())
