import type { Page } from 'playwright-core';

/** Where a journey is made: the preview, or a Grafana. */
export interface Place {
  /** Address without a slash at its end. */
  readonly address: string;
  /** Uid of the store's data source. */
  readonly store: string;
  /** Path under which the store's query editor is open. */
  readonly editor: string;
}

export const app = '/a/shopscope-observability-app';

/** A panel of a dashboard by its title: both draw Grafana's own frame around it. */
export const panelOf = (page: Page, title: string) => page.getByTestId(`data-testid Panel header ${title}`);
