import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { frameCustomSchema, type FrameCustom } from '../../query/resources';
import { viewerLanguage } from '../../shims/language';
import { viewerText } from '../text';

/** What the backend says of the last run; nothing before there was one. */
function lastRun(data: PanelData | undefined): FrameCustom | undefined {
  const custom = data?.series.find(({ meta }) => meta?.custom !== undefined)?.meta?.custom;
  const parsed = frameCustomSchema.safeParse(custom);
  return parsed.success ? parsed.data : undefined;
}

function parts(run: FrameCustom): readonly string[] {
  const t = viewerText();
  const number = (value: number) => new Intl.NumberFormat(viewerLanguage()).format(Math.floor(value));
  const { fetchedAt, cached, lane, cost, shopifyqlCost, requests } = run;
  const budget = (spent: number, left: { available?: number | undefined; maximum?: number | undefined }) =>
    left.available === undefined || left.maximum === undefined
      ? undefined
      : { cost: number(spent), available: number(left.available), maximum: number(left.maximum) };
  const points = cost?.actual ?? cost?.requested;
  const graphqlBudget = points === undefined ? undefined : budget(points, cost ?? {});
  const window = shopifyqlCost?.requested;
  const windowBudget = window === undefined ? undefined : budget(window, shopifyqlCost ?? {});
  return [
    fetchedAt === undefined
      ? undefined
      : t('editor:run.read', { time: dateTimeFormat(fetchedAt, { format: 'HH:mm:ss' }) }),
    cached === true ? t('editor:run.cached') : lane && t(`editor:run.lane.${lane}`),
    requests === undefined || requests === 0 ? undefined : t('editor:run.requests', { count: requests }),
    points === undefined
      ? undefined
      : graphqlBudget
        ? t('editor:run.cost', graphqlBudget)
        : t('editor:run.costOnly', { cost: number(points) }),
    window === undefined
      ? undefined
      : windowBudget
        ? t('editor:run.shopifyqlCost', windowBudget)
        : t('editor:run.shopifyqlCostOnly', { cost: number(window) }),
  ].filter((part) => part !== undefined);
}

/** Freshness and cost of the last run, under the editor. */
export function RunFooter({ data }: { readonly data: PanelData | undefined }) {
  const styles = useStyles2(getStyles);
  const run = lastRun(data);
  const texts = run === undefined ? [] : parts(run);
  return texts.length === 0 ? null : (
    <div className={styles.footer} role="status" aria-label={viewerText()('editor:run.label')}>
      {texts.join(' · ')}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  footer: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
});
