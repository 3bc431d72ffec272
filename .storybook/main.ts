import type { StorybookConfig } from '@storybook/react-vite'
import { mergeConfig } from 'vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: [
    './**/*.mdx',
    { directory: '../packages/react/src/live', files: '*.stories.tsx', titlePrefix: '' },
    { directory: '../packages/react/src/hooks', files: '*.stories.tsx', titlePrefix: 'Hooks' },
    { directory: '../packages/react/src', files: '[A-Z]*/*.stories.tsx', titlePrefix: 'Components' },
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The other reader of props, react-docgen-typescript, needs the classic TypeScript API, which TypeScript 7 does not have.
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (viteConfig) =>
    mergeConfig(viteConfig, {
      resolve: { conditions: ['@autosave-kit/source', 'module', 'browser', 'development|production'] },
    }),
}

export default config
