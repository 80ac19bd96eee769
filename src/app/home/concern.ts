import type { Copy } from '../../query/resources';
import { places } from '../places';
import { steps, type Step } from '../setup/states';
import type { Store } from '../stores/stores';
import type { viewerText } from '../text';
import type { Scopes } from './scopes';
import type { Verdict } from './verdict';

/** Something that is stale or missing, why that matters, and what to do. */
export interface Concern {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly text: string;
  /** Each with what is lost by it. */
  readonly list?: ReadonlyArray<{ readonly name: string; readonly text: string }>;
  readonly link?: { readonly text: string; readonly href: string };
  /** The step of setting the store up that has not been done, or not fully. */
  readonly step?: Step;
}

/** What is known of a store; what has not been answered is left out, and not judged. */
export interface Known {
  readonly store: Pick<Store, 'uid'>;
  readonly admin: boolean;
  readonly now: number;
  readonly copy?: Copy | undefined;
  readonly scopes?: Scopes | undefined;
  readonly verdict?: Verdict | undefined;
  readonly logs: {
    /** Whether the store's data source has a Loki endpoint. */
    readonly connected: boolean;
    /** Grafana's own Loki data source that links open; undefined where there is none. */
    readonly source: string | undefined;
  };
}

export type Words = ReturnType<typeof viewerText>;

/** Where to do something about it. */
export function lead(text: string, href: string): Pick<Concern, 'link'> {
  return { link: { text, href } };
}

/** Settings are an administrator's to change; others are told whom to ask. */
export function settled(known: Known, t: Words, text: string): Pick<Concern, 'text' | 'link'> {
  return known.admin
    ? { text, ...lead(t('app-home:do.settings'), places.settings(known.store.uid)) }
    : { text: `${text} ${t('app-home:do.ask')}` };
}

/** The first step of setting the store up that these concerns are about; undefined where none is. */
export function unfinished(concerns: readonly Concern[]): Step | undefined {
  return steps.find((step) => concerns.some((concern) => concern.step === step));
}
