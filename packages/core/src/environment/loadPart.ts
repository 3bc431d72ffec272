import { AutoSaveError } from '../errors/AutoSaveError.ts'

/** What was loaded, by what loaded it. */
const loaded = new WeakMap<() => Promise<unknown>, unknown>()

/**
 * A part of the kit that an app does not load with its first screen. Nothing that a save, a restore or a page's last moment
 * needs is one. What the same function has loaded is here, and waits for nothing but promises: so a world on a clock of its own can
 * have it loaded before it begins.
 *
 * @param load - `() => import('…')`: a bundler makes a file of its own of what only this leads to.
 * @throws AutoSaveError `PART_UNREACHABLE`: offline, or a deploy has taken the file away under an open page.
 */
export async function loadPart<TModule>(load: () => Promise<TModule>): Promise<TModule> {
  try {
    const part = (loaded.get(load) as TModule | undefined) ?? (await load())
    loaded.set(load, part)
    return part
  } catch (cause) {
    throw new AutoSaveError('PART_UNREACHABLE', {
      what: 'A part of AutoSave Kit could not be loaded.',
      why: 'What was asked for was not done; saving goes on, and nothing is lost.',
      fix: 'Try again when the network is back. If the app was deployed anew since this page was opened, reload the page.',
      cause,
    })
  }
}
