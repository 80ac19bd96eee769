import type { Language } from '../locales/core';
import { backendTranslate } from '../locales/backend';
import { numberField, stringField, type Frame } from './grafana';
import { progressOf } from './resources/copy';
import { accessOf, type CopyUse } from './sync';

export interface ProgressParts {
  readonly copy: CopyUse;
  readonly language: Language;
  readonly now: () => number;
}

/** Milliseconds between two packets at least, and between two when nothing happens. */
const often = 1_000;
const seldom = 15_000;

/** One row per running job; see `copyProgressFields`. */
export function progressFrame({ copy, language, now }: ProgressParts): Frame {
  const t = backendTranslate(language);
  const { state } = accessOf(copy, { role: '', isAlert: false });
  const { jobs, ...whole } =
    copy.kind === 'off' ? { jobs: [] } : progressOf(copy, copy.supervisor.standings(), { t, now });
  return {
    name: 'copy/progress',
    fields: [
      stringField(
        'entity',
        jobs.map(({ entity }) => entity)
      ),
      stringField(
        'title',
        jobs.map(({ title }) => title)
      ),
      numberField(
        'rows',
        jobs.map(({ rows }) => rows)
      ),
      numberField(
        'total',
        jobs.map(({ total }) => total ?? null)
      ),
      numberField(
        'rowsPerSecond',
        jobs.map(({ rowsPerSecond }) => rowsPerSecond)
      ),
      numberField(
        'secondsLeft',
        jobs.map(({ secondsLeft }) => secondsLeft ?? null)
      ),
    ],
    meta: { custom: { state, ...whole } },
  };
}

/** A packet at most once a second while there is something new, until the listener leaves. */
export async function* progressStream(parts: ProgressParts, signal: AbortSignal): AsyncGenerator<Frame> {
  while (!signal.aborted) {
    yield progressFrame(parts);
    await pause(often, signal);
    await news(parts, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}

async function news({ copy }: ProgressParts, signal: AbortSignal): Promise<void> {
  const heard = new AbortController();
  const stop = copy.kind === 'on' ? copy.onProgress(() => heard.abort()) : () => undefined;
  await pause(seldom, AbortSignal.any([signal, heard.signal]));
  stop();
}
