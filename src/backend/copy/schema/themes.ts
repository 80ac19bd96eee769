import { id, instant, text } from './column';
import { records } from './table';

/** Themes that were published while the copy looked. */
export const themes = records('themes', {
  source: 'OnlineStoreTheme',
  meaning: 'The published theme, and those that it took the place of since the copy began.',
  scopes: ['read_themes'],
  columns: {
    id: id('OnlineStoreTheme.id', 'The theme'),
    name: text('OnlineStoreTheme.name', 'Name'),
    role: text('OnlineStoreTheme.role', 'MAIN while it is published; UNPUBLISHED afterwards'),
    updated_at: instant('OnlineStoreTheme.updatedAt', 'Last change, publishing included'),
  },
  key: ['id'],
});
