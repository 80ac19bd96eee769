import { z } from 'zod';
import { fences } from '../../tests/support/fences';

export interface Example {
  /** Page and line that it stands at. */
  readonly id: string;
  readonly query: Readonly<Record<string, unknown>>;
}

const query = z.record(z.string(), z.unknown());

/** Every query of the documentation outside of the cookbook: JSON with a query type, and SQL. */
export function examples(): readonly Example[] {
  return fences
    .filter(({ page }) => page !== 'docs/ask/cookbook.md')
    .flatMap(({ page, line, language, text }) => {
      const id = `${page}:${line}`;
      if (language === 'sql') {
        return [{ id, query: { queryType: 'sql', sql: text } }];
      }
      return language === 'json' && text.includes('"queryType"') ? [{ id, query: query.parse(JSON.parse(text)) }] : [];
    });
}
