import type { z } from 'zod';
import type { kpisSchema } from '../../query/resources';
import { dictionary } from '../kpi';
import { json, type Answer } from './context';

/** `GET kpis?lang=`: what every KPI means, for the editor's help and the dictionary. */
export const answerKpis: Answer = ({ t }) => {
  const answer: z.input<typeof kpisSchema> = {
    kpis: dictionary(t).map(({ rules, shopifyql, ...entry }) => ({
      ...entry,
      rules: [...rules],
      ...(shopifyql === undefined ? {} : { shopifyql }),
    })),
  };
  return json(answer);
};
