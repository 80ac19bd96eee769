import { useCallback, useRef } from 'react';
import { useAsked } from '../ask/use-asked';
import { askCopy } from '../data/copy/ask';
import { useLogSource } from '../stores/loki';
import { places } from '../places';
import { hasLogs, isAdmin, type Store } from '../stores/stores';
import { unfinished } from './concern';
import { Concerns } from './Concerns';
import { concernsOf } from './concerns';
import { Fine } from './Fine';
import { Help } from './Help';
import { Layout } from './Layout';
import { Questions } from './Questions';
import { askScopes } from './scopes';
import { Stores } from './Stores';
import { askVerdict } from './verdict';

/** Home of one store: its verdict, where to look, and what is stale or missing. Each part stands without the others. */
export default function StoreHome({ store }: { readonly store: Store }) {
  const { uid } = store;
  const concernsPart = useRef<HTMLElement>(null);
  const { source } = useLogSource();
  const verdict = useAsked(useCallback(() => askVerdict(uid), [uid]));
  const copy = useAsked(useCallback(() => askCopy(uid), [uid]));
  const scopes = useAsked(useCallback(() => askScopes(uid), [uid]));
  const settled = [verdict, copy, scopes].every(({ answer, failed }) => answer !== undefined || failed !== undefined);
  const problems = [copy.failed, scopes.failed, scopes.answer?.problem].flatMap((each) => each ?? []);
  const concerns = settled
    ? concernsOf({
        store,
        admin: isAdmin(),
        now: verdict.answer?.at ?? 0,
        copy: copy.answer,
        scopes: scopes.answer,
        verdict: verdict.answer?.verdict,
        logs: { connected: hasLogs(uid), source: source?.uid },
      })
    : undefined;
  const count = concerns === undefined ? undefined : concerns.length + new Set(problems).size;
  const step = unfinished(concerns ?? []);
  return (
    <Layout
      aside={
        <Concerns
          part={concernsPart}
          concerns={concerns}
          problems={[...new Set(problems)]}
          setup={step && places.setup(uid, step)}
        />
      }
    >
      <Fine store={store} asked={verdict} concerns={count} onConcerns={() => concernsPart.current?.focus()} />
      <Questions uid={uid} />
      <Stores />
      <Help />
    </Layout>
  );
}
