import { createTheme, ThemeContext } from '@grafana/data';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { Shell } from './Shell';
import type { Preferences } from '../preferences';

/** The whole page in Grafana's theme. */
export function App({ preferences }: { readonly preferences: Preferences }) {
  const theme = createTheme({ colors: { mode: preferences.theme } });
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Shell preferences={preferences} />
      <PortalContainer />
    </ThemeContext.Provider>
  );
}
