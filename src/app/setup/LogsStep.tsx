import { LinkButton } from '@grafana/ui';
import { useCallback } from 'react';
import { z } from 'zod';
import { languageOf } from '../../locales/core';
import { lokiFault } from '../../locales/setup-screens';
import { viewerLanguage } from '../../shims/language';
import { number, percent } from '../data/format';
import { runQueries } from '../ask/query';
import { useAsked } from '../ask/use-asked';
import { Part } from '../data/parts/Part';
import { places } from '../places';
import { isAdmin, type Store } from '../stores/stores';
import { Check, Checks } from './Check';
import type { Endpoint, Told } from './situation';
import { setupText } from './text';

const summary = z.object({
  match_rate: z.number().nullable(),
  lines: z.number().default(0),
  advice: z.string().nullish(),
});

const day = 86_400_000;

async function askMatch(uid: string) {
  const now = Date.now();
  const answered = await runQueries(
    uid,
    { from: now - day, to: now },
    { match: { version: 2, queryType: 'affected', show: 'summary' } }
  );
  const { rows, error } = answered('match');
  return { error, found: rows[0] === undefined ? undefined : summary.parse(rows[0]) };
}

/** From this share of lines with an id on, nothing has to be changed in what is logged. */
const enough = 0.5;

function Match({ uid }: { readonly uid: string }) {
  const t = setupText();
  const { answer, failed } = useAsked(useCallback(() => askMatch(uid), [uid]));
  const why = failed ?? answer?.error;
  if (why !== undefined) {
    return (
      <Check found="warning" title={t('setup:logs.match.failed')}>
        {why}
      </Check>
    );
  }
  if (answer === undefined) {
    return <Check found="unknown" title={t('setup:logs.match.asking')} />;
  }
  const { match_rate: rate, lines, advice } = answer.found ?? { match_rate: null, lines: 0 };
  if (rate === null) {
    return (
      <Check found="unknown" title={t('setup:logs.match.none')}>
        {t('setup:logs.match.none.text')}
      </Check>
    );
  }
  return (
    <Check
      found={rate >= enough && advice == null ? 'good' : 'warning'}
      title={t('setup:logs.match', { share: percent(rate), lines: number(lines) })}
    >
      {advice ?? t('setup:logs.match.text')}
    </Check>
  );
}

function OneEndpoint({ endpoint: { name, lines = 0, milliseconds, failed } }: { readonly endpoint: Endpoint }) {
  const t = setupText();
  if (failed !== undefined) {
    return (
      <Check found="bad" title={t('setup:logs.failed', { name })}>
        {lokiFault(languageOf(viewerLanguage()), failed.code, failed.values)}
      </Check>
    );
  }
  return lines === 0 ? (
    <Check found="warning" title={t('setup:logs.empty', { name })}>
      {t('setup:logs.empty.text')}
    </Check>
  ) : (
    <Check found="good" title={t('setup:logs.ok', { name })}>
      {t('setup:logs.ok.text', { lines: number(lines), milliseconds: number(milliseconds) })}
    </Check>
  );
}

/** Whether error logs are read, with a query of each Loki, and how many error lines lead to an order. */
export function LogsStep({
  store: { uid },
  logs,
}: {
  readonly store: Store;
  readonly logs: Told<readonly Endpoint[]>;
}) {
  const t = setupText();
  return (
    <Part title={t('setup:step.logs')} text={t('setup:logs.text')}>
      <Checks label={t('setup:checks')}>
        {'failed' in logs ? (
          <Check found="unknown" title={t('setup:logs.unknown')}>
            {logs.failed}
          </Check>
        ) : (
          <>
            {logs.is.length === 0 && (
              <Check found="unknown" title={t('setup:logs.off')}>
                {t('setup:logs.off.text')}
              </Check>
            )}
            {logs.is.map((endpoint) => (
              <OneEndpoint key={endpoint.name} endpoint={endpoint} />
            ))}
            {logs.is.length > 0 && <Match uid={uid} />}
          </>
        )}
      </Checks>
      {isAdmin() && (
        <div>
          <LinkButton variant="secondary" icon="cog" href={places.settings(uid)}>
            {t('setup:settings')}
          </LinkButton>
        </div>
      )}
    </Part>
  );
}
