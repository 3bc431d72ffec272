// tsc copies no CSS: puts the stylesheet of the package it is started in beside its built modules.
import { copyFileSync } from 'node:fs'

copyFileSync('src/styles.css', 'dist/styles.css')
