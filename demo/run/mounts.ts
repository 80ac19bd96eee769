import path from 'node:path';
import type { Mount } from '../host/static-files';

/** Folders that a page of Grafana finds below `/public/`: the plugins' files, and icons and fonts of its components. */
export function mountsFor(dist: string, icons: string, require: NodeJS.Require): readonly Mount[] {
  const folderOf = (name: string) => path.dirname(require.resolve(`${name}/package.json`));
  const roboto = path.join(folderOf('@fontsource/roboto-mono'), 'files');
  return [
    { prefix: '/public/plugins/shopscope-shopify-datasource/', folder: path.join(dist, 'datasource') },
    { prefix: '/public/plugins/shopscope-observability-app/', folder: dist },
    { prefix: '/public/build/img/', folder: path.join(folderOf('@grafana/ui'), 'dist', 'public', 'img') },
    // A few icons of Grafana are in none of its packages.
    { prefix: '/public/build/img/icons/', folder: icons },
    { prefix: '/public/img/', folder: path.join(folderOf('@grafana/ui'), 'dist', 'public', 'img') },
    { prefix: '/public/fonts/inter/', folder: path.join(folderOf('inter-ui'), 'web') },
    {
      prefix: '/public/fonts/roboto/',
      folder: roboto,
      // Grafana asks for its own file of this font by a hashed name.
      fallback: path.join(roboto, 'roboto-mono-latin-400-normal.woff2'),
    },
  ];
}
