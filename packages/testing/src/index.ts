export { ManualClock, settle } from './world/ManualClock.ts'
export { type DiskFault, TestDisk } from './world/TestDisk.ts'
export { TestPage } from './world/TestPage.ts'
export { TestWorld } from './world/TestWorld.ts'
