import { AppPlugin, type AppPluginMeta, type AppRootProps, PluginType } from '@grafana/data';
import { createElement, useEffect, type ComponentType } from 'react';
import { loadModule } from '../amd/loader';
import { text } from '../language';
import { Message } from '../shell/Message';
import { useLoaded } from '../shell/useLoaded';

/** Where Grafana serves the app's pages. */
export const appPath = '/a/shopscope-observability-app';
const files = '/public/plugins/shopscope-observability-app';

type Root = ComponentType<AppRootProps>;

let loading: Promise<Root> | undefined;

async function load(): Promise<Root> {
  const module: unknown = await loadModule(`${files}/module.js`);
  const plugin: unknown =
    typeof module === 'object' && module !== null && 'plugin' in module ? module.plugin : undefined;
  if (!(plugin instanceof AppPlugin) || plugin.root === undefined) {
    throw new Error(text('failed.plugin'));
  }
  return plugin.root;
}

// The type still asks for them.
const deprecated = { onNavChanged: () => undefined, query: {}, path: appPath };

/** What Grafana tells an app of itself, as far as ours has a use for it. */
const meta: AppPluginMeta = {
  id: 'shopscope-observability-app',
  name: 'Shopscope',
  type: PluginType.app,
  module: `${files}/module.js`,
  baseUrl: files,
  info: {
    author: { name: '' },
    description: '',
    links: [],
    logos: { large: '', small: '' },
    screenshots: [],
    updated: '',
    version: '',
  },
};

/** The app plugin's own pages, as it ships them. */
export function AppPage() {
  useEffect(() => {
    document.title = `Shopscope – ${text('title')}`;
  }, []);
  const { value, error } = useLoaded(async () => {
    loading ??= load();
    return { Root: await loading };
  }, []);
  if (error !== undefined) {
    return <Message title={text('failed.title')} detail={error} />;
  }
  return value ? createElement(value.Root, { meta, basename: appPath, ...deprecated }) : null;
}
