import { addons } from 'storybook/manager-api'
import { create } from 'storybook/theming'

const isDark = matchMedia('(prefers-color-scheme: dark)').matches

addons.setConfig({
  theme: create({
    base: isDark ? 'dark' : 'light',
    brandTitle: 'AutoSave Kit',
    fontBase: 'system-ui, sans-serif',
    fontCode: 'ui-monospace, monospace',
    appBorderRadius: 8,
    inputBorderRadius: 8,
  }),
})
