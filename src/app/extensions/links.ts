import { PluginExtensionPoints, type IconName, type PluginExtensionAddedLinkConfig } from '@grafana/data';
import { appAddress } from '../address';
import { firstStore, stretchOfAlert, stretchShown, type Stretch } from './context';
import { linkText, registered } from './text';

type LinkName = 'affected' | 'alert' | 'fine' | 'hour' | 'order' | 'kpis';

interface Link {
  readonly name: LinkName;
  readonly targets: string[];
  readonly icon: IconName;
  /** Where it leads; undefined where it has no meaning and is not offered. */
  readonly path: (context: unknown) => string | undefined;
}

function happened(stretch: Stretch | undefined): string | undefined {
  return stretch === undefined ? undefined : appAddress(['incidents', 'at'], stretch);
}

function ofFirst(parts: readonly string[], more: Readonly<Record<string, string>> = {}): string | undefined {
  const ds = firstStore();
  return ds === undefined ? undefined : appAddress(parts, { ds, ...more });
}

const palette = [PluginExtensionPoints.CommandPalette];

const links: readonly Link[] = [
  {
    name: 'affected',
    targets: [PluginExtensionPoints.DashboardPanelMenu, PluginExtensionPoints.ExploreToolbarAction],
    icon: 'users-alt',
    path: (context) => happened(stretchShown(context)),
  },
  {
    name: 'alert',
    targets: [PluginExtensionPoints.AlertInstanceAction],
    icon: 'exclamation-triangle',
    path: (context) => happened(stretchOfAlert(context)),
  },
  // Grafana takes paths below the app's own only, so the first page has its trailing slash.
  { name: 'fine', targets: palette, icon: 'heart', path: () => ofFirst(['']) },
  {
    name: 'hour',
    targets: palette,
    icon: 'users-alt',
    path: () => ofFirst(['incidents', 'at'], { from: 'now-1h', to: 'now' }),
  },
  { name: 'order', targets: palette, icon: 'search', path: () => ofFirst(['order']) },
  { name: 'kpis', targets: palette, icon: 'book-open', path: () => ofFirst(['kpi']) },
];

/** What the app adds to Grafana's own screens; plugin.json lists each by its English title. */
export const extensionLinks: readonly PluginExtensionAddedLinkConfig[] = links.map(({ name, targets, icon, path }) => ({
  title: registered[name],
  description: registered[`${name}.text`],
  targets,
  icon,
  category: 'Shopscope',
  // Needed for registering; `configure` says where a link leads, in which words, and whether it is there at all.
  path: appAddress([''], {}),
  configure: (context) => {
    const target = path(context);
    return target === undefined
      ? undefined
      : { path: target, title: linkText(name), description: linkText(`${name}.text`) };
  },
}));
