export { ContractViolation } from './storageContract/ContractViolation.ts'
export { storageContract } from './storageContract/storageContract.ts'
export type { StorageContractCase, StoragePlace } from './storageContract/StorageContractCase.ts'
export { ManualClock, settle } from './world/ManualClock.ts'
export { type DiskFault, TestDisk } from './world/TestDisk.ts'
export { TestPage } from './world/TestPage.ts'
export { TestWebStorage } from './world/TestWebStorage.ts'
export { TestWorld } from './world/TestWorld.ts'
export type { BookManager } from './simulation/BookManager.ts'
export { LawBroken } from './simulation/LawBroken.ts'
export type { Medium } from './simulation/Medium.ts'
export type { StorageSabotage } from './simulation/FailingDatabaseWorld.ts'
export {
  type SimulationOptions,
  type SimulationResult,
  simulate,
  simulateFailingDatabase,
  simulateSingleWriter,
} from './simulation/simulate.ts'
export type { Sabotage } from './simulation/Sabotage.ts'
