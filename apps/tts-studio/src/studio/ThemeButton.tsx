import { IconButton } from './IconButton.tsx'
import type { IconName } from './Icon.tsx'
import { setNextTheme, type Theme, useThemeStore } from './themeStore.ts'

const icons: Record<Theme, IconName> = { system: 'screen', light: 'sun', dark: 'moon' }

/** Goes round: as the device has it, light, dark. */
export function ThemeButton() {
  const theme = useThemeStore((store) => store.theme)
  return <IconButton icon={icons[theme]} label={`Theme: ${theme}`} onClick={setNextTheme} />
}
