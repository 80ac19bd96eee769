import type { z } from 'zod';
import type { impactSettings } from '../../../query/logs';

/** `jsonData.impact` as it is saved: defaults may be left out. */
export type ImpactOptions = z.input<typeof impactSettings>;
export type Campaign = NonNullable<ImpactOptions['campaigns']>[number];
export type Words = NonNullable<ImpactOptions['errorWords']>;
