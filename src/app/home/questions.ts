import type { DashboardName, Range } from '../places';

/** What people come with, in the order in which it is offered. */
export const questions = ['fine', 'broken', 'sales', 'shipping', 'data'] as const;
export type Question = (typeof questions)[number];

interface Answer {
  readonly question: Question;
  /** The stretch that the dashboard opens with when nobody has chosen one. */
  readonly range: Range;
  /** Whether it links to log lines, so that its address names the Loki data source too. */
  readonly logs?: boolean;
}

const since = (from: string): Range => ({ from, to: 'now' });

/** Which question each bundled dashboard answers. */
export const answered: Readonly<Record<DashboardName, Answer>> = {
  'shop-fine': { question: 'fine', range: since('now-6h'), logs: true },
  'store-today': { question: 'fine', range: since('now-24h') },
  incident: { question: 'broken', range: since('now-6h'), logs: true },
  'error-logs': { question: 'broken', range: since('now-6h'), logs: true },
  'sales-and-customers': { question: 'sales', range: since('now-30d') },
  'products-and-stock': { question: 'sales', range: since('now-30d') },
  'visitors-and-campaigns': { question: 'sales', range: since('now-30d') },
  fulfillment: { question: 'shipping', range: since('now-30d') },
  'log-pipeline': { question: 'data', range: since('now-24h'), logs: true },
  'data-health': { question: 'data', range: since('now-30d') },
};
