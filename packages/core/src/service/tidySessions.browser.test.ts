import { afterEach, expect, it } from 'vitest'
import { AutoSaveService } from './AutoSaveService.ts'

class TidiedService extends AutoSaveService {
  override tidy(): Promise<void> {
    return super.tidy()
  }
}

const scope = crypto.randomUUID()
const services: TidiedService[] = []

/** Everything that was left is too old here. */
function open(): TidiedService {
  const service = new TidiedService({ maxSessionAge: 0, retention: { trashMs: 0 } }, { scope })
  services.push(service)
  return service
}

afterEach(async () => {
  for (const service of services.splice(0)) await service.dispose()
})

it('Of two pages that tidy up at once one does it: what was left goes, what is open stays', async () => {
  const [one, other] = [open(), open()]
  for (const id of ['left', 'open']) await one.getManager(id).immediateSave({ text: id })
  await one.removeManager('left')
  const sessions = async (): Promise<string[]> => (await other.listSessions()).map(({ id }) => id)
  await Promise.all([one.tidy(), other.tidy()])
  expect(await sessions()).toEqual(['left', 'open'])
  await Promise.all([one.tidy(), other.tidy()])
  expect(await sessions()).toEqual(['open'])
  // What was put into the trash goes for good in the same way, in two rounds of its own.
  await other.tidy()
  await other.tidy()
  await expect(other.getManager('left').restore()).resolves.toMatchObject({
    state: undefined,
    report: { found: false },
  })
  expect((await one.getManager('open').restore()).state).toEqual({ text: 'open' })
})
