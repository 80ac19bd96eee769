import { readScopes } from './scopes';

/** An app of the Dev Dashboard, or a legacy custom app with a permanent token, as one shop knows it. */
export interface DemoApp {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Permanent token of a legacy custom app. */
  readonly legacyToken?: string;
  readonly scopes?: readonly string[];
  /** False: the token endpoint answers `app_not_installed`. */
  readonly installed?: boolean;
  /** False: app and shop are in different organisations (`shop_not_permitted`). */
  readonly permitted?: boolean;
  /** Level 2 access to customer data; true where absent. */
  readonly customerData?: boolean;
}

/** The app that every demo shop knows unless told otherwise. Nothing here is a secret of anything real. */
export const demoApp: DemoApp = {
  clientId: 'demo-client-id',
  clientSecret: 'demo-client-secret',
  legacyToken: 'shpat_demo_token',
  scopes: readScopes,
};
