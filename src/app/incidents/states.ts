import type { BadgeColor } from '@grafana/ui';
import { viewerText } from '../text';

const states = [0, 1, 2, 3, 4] as const;
const colors: readonly BadgeColor[] = ['green', 'blue', 'orange', 'orange', 'red'];

/** The gravest state that an incident reached, in words and in a colour that means what it says. */
export function stateLook(state: number): { readonly text: string; readonly color: BadgeColor } {
  const known = states.find((each) => each === state) ?? 1;
  return { text: viewerText()(`app-incidents:state.${known}`), color: colors[known] ?? 'blue' };
}
