import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { Suspense } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { readStored } from '../stories/ArticleForm.tsx'
import { useAutoSavedState } from './useAutoSavedState.ts'

interface CounterProps {
  /** The name the number is kept under. */
  readonly id: string
  /** Whether nothing is shown before the saved number is known. */
  readonly suspense: boolean
}

const service = new AutoSaveService({ debounceMs: 50 })

/** `useState` with an id: a number that is still there tomorrow. */
function Counter({ id, suspense }: CounterProps) {
  const [count, setCount] = useAutoSavedState(0, { id, suspense })
  return (
    <button type="button" className="autosave-button" onClick={() => setCount(count + 1)}>
      Whales seen: {count}
    </button>
  )
}

const meta = {
  title: 'useAutoSavedState',
  component: Counter,
  args: { id: 'storybook-counter', suspense: true },
  render: (args) => (
    <AutoSaveProvider service={service}>
      <Suspense fallback={<p>Opening…</p>}>
        <Counter key={args.id} {...args} />
      </Suspense>
    </AutoSaveProvider>
  ),
} satisfies Meta<typeof Counter>

export default meta
type Story = StoryObj<typeof meta>

export const CountAndReload: Story = {}

export const Counts: Story = {
  args: { id: crypto.randomUUID() },
  play: async ({ canvas, args }) => {
    const button = await canvas.findByRole('button', { name: 'Whales seen: 0' })
    await userEvent.click(button)
    await userEvent.click(button)
    await expect(button).toHaveTextContent('Whales seen: 2')
    await waitFor(async () => expect((await readStored(args.id)).state).toBe(2))
  },
}
