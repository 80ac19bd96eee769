import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, useStyles2, type BadgeColor } from '@grafana/ui';
import { PageLink } from '../parts/PageLink';
import { places } from '../places';
import { steps, type Step, type StepState } from './states';
import { setupText } from './text';

const colors: Readonly<Record<StepState, BadgeColor>> = {
  done: 'green',
  partly: 'orange',
  open: 'blue',
  wrong: 'red',
  unknown: 'darkgrey',
  choice: 'darkgrey',
};

interface Props {
  readonly uid: string;
  readonly states: Readonly<Record<Step, StepState>>;
  readonly current: Step;
}

/** Every step as a link, with how far it is. */
export function Steps({ uid, states, current }: Props) {
  const t = setupText();
  const styles = useStyles2(getStyles);
  return (
    <nav aria-label={t('setup:steps')}>
      <ol className={styles.list}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={step === current ? styles.current : styles.step}
            {...(step === current ? { 'aria-current': 'step' } : {})}
          >
            <PageLink href={places.setup(uid, step)}>{`${index + 1}. ${t(`setup:step.${step}`)}`}</PageLink>
            {states[step] !== 'choice' && (
              <Badge color={colors[states[step]]} text={t(`setup:state.${states[step]}`)} />
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const step = {
    alignItems: 'center',
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    justifyContent: 'space-between',
    padding: theme.spacing(1, 1.5),
  } as const;
  return {
    list: css({
      display: 'grid',
      gap: theme.spacing(1),
      gridTemplateColumns: 'repeat(auto-fit, minmax(210px, 1fr))',
      listStyle: 'none',
      margin: 0,
      padding: 0,
    }),
    step: css(step),
    current: css({ ...step, borderColor: theme.colors.primary.border, fontWeight: theme.typography.fontWeightMedium }),
  };
};
