import { lastingFaults, suddenFaults, type Fault } from './faults.ts'
import type { Faults } from './useFaults.ts'

/** Breaks the storage of this page, for real, to see what becomes of the work. */
export function FaultSwitches({ broken, toggle }: Faults) {
  return (
    <ul className="autosave-faults">
      {lastingFaults.map((fault) => (
        <FaultRow key={fault.name} fault={fault} isOn={broken.includes(fault.name)} onPress={() => toggle(fault)} />
      ))}
      {suddenFaults.map((fault) => (
        <FaultRow key={fault.name} fault={fault} onPress={() => void fault.begin()} />
      ))}
    </ul>
  )
}

interface FaultRowProps {
  readonly fault: Fault
  /** Missing where it is over as soon as it has begun. */
  readonly isOn?: boolean
  readonly onPress: () => void
}

function FaultRow({ fault: { name, expects }, isOn, onPress }: FaultRowProps) {
  return (
    <li>
      <button
        type="button"
        className="autosave-button"
        aria-pressed={isOn}
        data-main={isOn || undefined}
        onClick={onPress}
      >
        {name}
      </button>
      <span>{expects}</span>
    </li>
  )
}
