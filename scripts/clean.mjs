// Empties the build output of the package it is started in, so that a file whose source is gone is not published.
import { rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
