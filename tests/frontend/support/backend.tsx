import type { PluginPageProps } from '@grafana/runtime';
import { vi } from 'vitest';

/** What resources answer, by what stands in their address after the data source's path; an `Error` is thrown. */
export type Answers = Readonly<Record<string, unknown>>;

/** Grafana's HTTP client as the app's pages use it, with answers put in place by `answers`. */
export const backend = {
  get: vi.fn<(url: string, params?: unknown) => Promise<unknown>>(),
  post: vi.fn<(url: string, body: unknown) => Promise<unknown>>(),
  put: vi.fn<(url: string, body: unknown) => Promise<unknown>>(),
};

export function answers(told: Answers): void {
  const answer = (url: string) => {
    const found = told[url.replace('/api/datasources/uid/', '')];
    // Grafana's fetch errors are plain objects, as are those that tests put here.
    const refused = typeof found === 'object' && found !== null && 'status' in found;
    return found === undefined || found instanceof Error || refused
      ? // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as Grafana does
        Promise.reject(found ?? new Error(`no answer for ${url}`))
      : Promise.resolve(found);
  };
  backend.get.mockReset().mockImplementation(answer);
  backend.post.mockReset().mockImplementation(answer);
  backend.put.mockReset().mockImplementation(answer);
}

/** In place of `@grafana/runtime` where a page is tested. */
export async function runtimeWithBackend(original: () => Promise<object>): Promise<object> {
  return Object.assign({}, await original(), {
    getBackendSrv: () => backend,
    // Outside Grafana the library's own leaves out what stands beside the title.
    PluginPage: ({ pageNav, subTitle, actions, children }: PluginPageProps) => (
      <>
        <h1>{pageNav?.text}</h1>
        {subTitle}
        {actions}
        {children}
      </>
    ),
  });
}
