import { draw } from './draw.tsx'
import { connect } from './engine/connect.ts'
import { rememberLayout } from './engine/kept-layout.ts'
import { holdWindow } from './engine/presence.ts'
import { countStopped } from './engine/refused.ts'
import { shellOf } from './engine/shell.ts'

countStopped()
if (!shellOf()) holdWindow()
const engine = connect()
void rememberLayout(engine).then(() => draw(engine))
