import { dayLength } from './calendar';
import type { Context } from './context';
import { hash, random, unit } from './random';

/** A discount and the local days on which it holds (`lastDay` inclusive; undefined: no end). */
export interface Promotion {
  readonly key: number;
  readonly type: 'DiscountCodeBasic' | 'DiscountAutomaticBasic' | 'DiscountCodeFreeShipping';
  readonly title: string;
  readonly code: string | null;
  readonly percentage: number | null;
  readonly firstDay: number;
  readonly lastDay: number | undefined;
  /** What it does to the day's demand. */
  readonly demand: number;
  /** Chance that an online order carries it. */
  readonly uptake: number;
  readonly newCustomersOnly: boolean;
}

/** Week number since 1970-01-05, a Monday. */
const weekOf = (day: number): number => Math.floor((day - 4) / 7);

function weekend(context: Context, week: number): Promotion | undefined {
  const draw = random(hash(context.seed, context.profile.info.key, 'promotion', week));
  if (!draw.chance(0.35)) {
    return undefined;
  }
  const friday = week * 7 + 4 + 4;
  const percentage = draw.pick([0.1, 0.15, 0.2]);
  const word = context.profile.info.key === 'usd' ? 'WEEKEND' : 'DALBIT';
  const code = `${word}${Math.round(percentage * 100)}-${context.calendar.date(friday).slice(2, 10).replaceAll('-', '')}`;
  return {
    key: 1000 + week,
    type: 'DiscountCodeBasic',
    title: code,
    code,
    percentage,
    firstDay: friday,
    lastDay: friday + 2,
    demand: 1.15 + percentage * 1.5,
    uptake: 0.3,
    newCustomersOnly: false,
  };
}

/** Five days of high demand a year: around Black Friday for one shop, from 11 November for the other. */
function yearly(context: Context, day: number): Promotion {
  const year = new Date(day * dayLength).getUTCFullYear();
  const usd = context.profile.info.key === 'usd';
  const first = new Date(Date.UTC(year, 10, 1)).getUTCDay();
  const thanksgiving = 1 + ((4 - first + 7) % 7) + 21;
  const firstDay = Date.UTC(year, 10, usd ? thanksgiving : 11) / dayLength;
  const code = `${usd ? 'BFCM' : 'NOV11-'}${year}`;
  return {
    key: 500 + year - 2000,
    type: 'DiscountCodeBasic',
    title: code,
    code,
    percentage: 0.25,
    firstDay,
    lastDay: firstDay + 4,
    demand: 1.9,
    uptake: 0.55,
    newCustomersOnly: false,
  };
}

function standing(context: Context): readonly Promotion[] {
  const usd = context.profile.info.key === 'usd';
  const common = { firstDay: context.openDay, lastDay: undefined, demand: 1 };
  return [
    {
      ...common,
      key: 1,
      type: 'DiscountCodeBasic',
      title: 'WELCOME10',
      code: 'WELCOME10',
      percentage: 0.1,
      uptake: 0.14,
      newCustomersOnly: true,
    },
    {
      ...common,
      key: 2,
      type: 'DiscountCodeFreeShipping',
      title: 'FREESHIP',
      code: 'FREESHIP',
      percentage: null,
      uptake: 0.03,
      newCustomersOnly: false,
    },
    {
      ...common,
      key: 3,
      type: 'DiscountAutomaticBasic',
      title: usd ? 'Members save 5%' : '회원 5% 할인',
      code: null,
      percentage: 0.05,
      uptake: 0.05,
      newCustomersOnly: false,
    },
  ];
}

/** Every promotion that holds on a local day. */
export function promotionsOn(context: Context, day: number): readonly Promotion[] {
  const holds = (promotion: Promotion | undefined): promotion is Promotion =>
    promotion !== undefined && promotion.firstDay <= day && day <= (promotion.lastDay ?? day);
  return [yearly(context, day), weekend(context, weekOf(day)), ...standing(context)].filter(holds);
}

/** Every promotion announced by a local day (three days ahead), oldest first. */
export function promotionsUntil(context: Context, day: number): readonly Promotion[] {
  const byKey = new Map(standing(context).map((promotion) => [promotion.key, promotion]));
  for (let week = weekOf(context.openDay); week <= weekOf(day + 3); week++) {
    const found = [weekend(context, week), yearly(context, week * 7 + 4)];
    for (const promotion of found) {
      if (promotion && promotion.firstDay >= context.openDay && promotion.firstDay <= day + 3) {
        byKey.set(promotion.key, promotion);
      }
    }
  }
  return [...byKey.values()].sort((a, b) => a.firstDay - b.firstDay || a.key - b.key);
}

/** What promotions, the calendar and chance make of a day's demand; 1 is an ordinary Monday. */
export function demandOf(context: Context, day: number): number {
  const { calendar, profile, seed } = context;
  const promotion = Math.max(1, ...promotionsOn(context, day).map(({ demand }) => demand));
  const peak = profile.peaks[calendar.date(day).slice(5)] ?? 1;
  const yearPart = ((day % 365.25) / 365.25) * 2 * Math.PI;
  const season = 1 + 0.1 * Math.cos(yearPart - 2 * Math.PI * 0.93);
  const chance = 0.92 + 0.16 * unit(seed, profile.info.key, 'demand', day);
  return (profile.weekdayWeights[calendar.weekday(day)] ?? 1) * Math.max(promotion, peak) * season * chance;
}
