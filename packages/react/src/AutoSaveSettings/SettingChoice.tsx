import { useId } from 'react'

interface SettingChoiceProps {
  readonly label: string
  readonly value: number
  readonly choices: readonly number[]
  readonly words: (value: number) => string
  readonly onChoose: (value: number) => void
}

/** One number out of a few, and the one that holds now among them whatever it is. */
export function SettingChoice({ label, value, choices, words, onChoose }: SettingChoiceProps) {
  const id = useId()
  const all = Array.from(new Set([...choices, value])).sort((one, other) => one - other)
  return (
    <div className="autosave-setting">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="autosave-input"
        value={value}
        onChange={(event) => onChoose(Number(event.target.value))}
      >
        {all.map((choice) => (
          <option key={choice} value={choice}>
            {words(choice)}
          </option>
        ))}
      </select>
    </div>
  )
}
