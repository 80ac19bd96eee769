import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { backendTranslate } from '../../locales/backend';
import { driftDays } from './copy-drift';

const stored = {
  day: '2026-11-20',
  kpi: 'net_sales',
  copy_value: '90.5',
  shopify_value: '100',
  difference: '-9.5',
  unexplained: '0',
  reasons: JSON.stringify([{ code: 'lostOrder', amount: '-9.5', records: [{ id: '7', name: '#1007' }] }]),
  checked_at: 1_795_000_000_000,
};
const read =
  (rows: readonly unknown[]) =>
  async <Row>(_query: unknown, schema: ZodType<Row>) =>
    await Promise.resolve(rows.map((row) => schema.parse(row)));

describe('what was found when the copy was compared', () => {
  it.each([
    ['en', 'Net sales', 'Orders that Shopify has and the copy lacks: #1007 (-9.5).'],
    ['ko', '순매출', 'Shopify에는 있지만 사본에 없는 주문: #1007(-9.5).'],
  ] as const)('is told in words (%s)', async (language, title, reason) => {
    const drift = await driftDays(read([stored]), '1', 0, backendTranslate(language));
    expect(drift).toMatchObject({ worst: 0, checkedAt: stored.checked_at });
    const [day] = drift.days;
    expect(day).toMatchObject({ day: '2026-11-20', kpi: 'net_sales', title, unit: 'money', difference: -9.5 });
    expect(day?.reasons[0]?.startsWith(reason)).toBe(true);
  });

  it('lists days that agree too', async () => {
    const equal = { ...stored, copy_value: '100', difference: '0', reasons: '[]' };
    const drift = await driftDays(read([equal]), '1', 0, backendTranslate('en'));
    expect(drift.days).toMatchObject([{ difference: 0, unexplained: 0, reasons: [] }]);
  });

  it('leaves out what this version does not know', async () => {
    const drift = await driftDays(read([{ ...stored, kpi: 'nonsense' }]), '1', 0, backendTranslate('en'));
    expect(drift.days).toEqual([]);
  });

  it.each(['en', 'ko'] as const)('has words for every reason (%s)', (language) => {
    const t = backendTranslate(language);
    const codes = ['openDay', 'beyondHorizon', 'lostOrder', 'missedDeletion', 'lateRefund', 'wrongCurrency'];
    for (const code of [...codes, 'changedSince', 'testOrder', 'unknown']) {
      const text = t(`copy:sync.drift.${code}`, { amount: '1', records: '#1' });
      expect(text).not.toContain('sync.drift');
      expect(text).toContain('1');
    }
  });
});
