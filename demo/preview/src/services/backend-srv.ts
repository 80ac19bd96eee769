import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { from, lastValueFrom, type Observable } from 'rxjs';

const running = new Map<string, AbortController>();

function addressOf({ url, params }: BackendSrvRequest): string {
  const address = new URL(url, location.origin);
  const all: Readonly<Record<string, unknown>> = params ?? {};
  for (const [name, value] of Object.entries(all)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null) {
        address.searchParams.append(name, typeof each === 'string' ? each : JSON.stringify(each));
      }
    }
  }
  return address.toString();
}

async function bodyOf<T>(response: Response, type: BackendSrvRequest['responseType']): Promise<T> {
  const raw = {
    text: () => response.text(),
    blob: () => response.blob(),
    arraybuffer: () => response.arrayBuffer(),
    json: async (): Promise<unknown> => {
      const body = await response.text();
      try {
        return JSON.parse(body);
      } catch {
        return body;
      }
    },
  };
  // Grafana's interface lets the caller name the type of an answer that nobody has looked at.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const answer: any = await raw[type ?? 'json']();
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return
  return answer;
}

async function send<T>(request: BackendSrvRequest): Promise<FetchResponse<T>> {
  const { requestId, abortSignal } = request;
  const data: unknown = request.data;
  const controller = new AbortController();
  if (requestId) {
    running.get(requestId)?.abort();
    running.set(requestId, controller);
  }
  abortSignal?.addEventListener('abort', () => controller.abort(), { once: true });
  const language = document.documentElement.lang;
  try {
    const response = await fetch(addressOf(request), {
      method: request.method ?? 'GET',
      headers: {
        'accept-language': language,
        ...(data === undefined ? {} : { 'content-type': 'application/json' }),
        ...request.headers,
      },
      ...(data === undefined ? {} : { body: JSON.stringify(data) }),
      signal: controller.signal,
    });
    const { status, statusText, ok, headers, redirected, type, url } = response;
    const answer = { data: await bodyOf<T>(response, request.responseType), status, statusText, ok, headers };
    if (!ok) {
      // Grafana's fetch errors are plain objects.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw { ...answer, config: request };
    }
    return { ...answer, redirected, type, url, config: request };
  } catch (error) {
    if (controller.signal.aborted) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw { status: -1, statusText: 'Request was aborted', data: {}, cancelled: true, config: request };
    }
    throw error;
  } finally {
    if (requestId && running.get(requestId) === controller) {
      running.delete(requestId);
    }
  }
}

function fetchOnce<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
  return from(send<T>(request));
}

async function data<T>(request: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(fetchOnce<T>(request))).data;
}

/** Grafana's HTTP client as far as plugins use it: real requests to the host this page came from. */
export const backendSrv: BackendSrv = {
  fetch: fetchOnce,
  // The interface still asks for both.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  datasourceRequest: (request) => send(request),
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  request: data,
  get: (url, params: Record<string, unknown> | undefined, requestId, options) =>
    data({ ...options, method: 'GET', url, ...(params ? { params } : {}), ...(requestId ? { requestId } : {}) }),
  delete: (url, body, options) => data({ ...options, method: 'DELETE', url, data: body }),
  post: (url, body, options) => data({ ...options, method: 'POST', url, data: body }),
  patch: (url, body, options) => data({ ...options, method: 'PATCH', url, data: body }),
  put: (url, body, options) => data({ ...options, method: 'PUT', url, data: body }),
  chunked: () => {
    throw new Error('Chunked requests are not part of the preview');
  },
};
