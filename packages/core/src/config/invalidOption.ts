import { AutoSaveError } from '../errors/AutoSaveError.ts'

/** The error of an option: its name, its value, what is allowed. */
export function invalidOption(name: string, value: unknown, allowed: string): AutoSaveError {
  return new AutoSaveError('INVALID_CONFIG', {
    what: `The option ${name} is ${show(value)}.`,
    why: 'Saving goes on with the options as they were.',
    fix: `Allowed is ${allowed}.`,
  })
}

function show(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object' || value === null || value instanceof Date) {
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  }
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  const members = Object.entries(value).map(([key, member]) => `${key}: ${isObject(member) ? '…' : show(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
