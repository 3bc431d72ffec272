import '../packages/react/src/styles.css'
import './preview.css'
import addonA11y from '@storybook/addon-a11y'
import addonDocs from '@storybook/addon-docs'
import { definePreview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import { listenToSpeech } from '../packages/react/src/stories/spoken.ts'
import { ThemeStage } from './ThemeStage.tsx'

// As the tests of the page do (`scripts/steadyPage.ts`); the one that stories import is a copy of its own.
configure({ asyncUtilTimeout: 15_000 })

export default definePreview({
  addons: [addonDocs(), addonA11y()],
  // Each component has a page of its own: what it is for, every state, its props.
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Colour scheme of the page around the component',
      toolbar: {
        title: 'Theme',
        icon: 'mirror',
        items: [
          { value: 'light', title: 'Light', icon: 'sun' },
          { value: 'dark', title: 'Dark', icon: 'moon' },
          { value: 'side-by-side', title: 'Side by side', icon: 'sidebyside' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: 'light' },
  beforeEach: listenToSpeech,
  decorators: [(Story, { globals }) => <ThemeStage theme={String(globals['theme'])} story={Story} />],
  parameters: {
    layout: 'fullscreen',
    // What axe finds fails the story's test, it is not only shown.
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true },
    options: { storySort: { order: ['Welcome', 'Guides', 'Live form', 'Break it', 'Components', 'Hooks', '*'] } },
  },
})
