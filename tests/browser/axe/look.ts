import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { grafanas } from './grafanas';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Conformance to WCAG 2.2 AA, and what axe calls best practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const results = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.string()), html: z.string(), isGrafanas: z.boolean() })),
    })
  ),
});

export interface Violations {
  /** On elements of ours: rule and element. */
  readonly ours: readonly string[];
  /** Rules that elements of Grafana's components break. */
  readonly grafanas: readonly string[];
}

/** Has axe look at a page as it is now. */
export async function violationsOn(page: Page): Promise<Violations> {
  await page.evaluate(script);
  const known = grafanas.map(({ rule, elements }) => ({ rule, elements }));
  const answer: unknown = await page.evaluate(`(async () => {
    const known = ${JSON.stringify(known)};
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ${JSON.stringify(rules)},
    });
    return {
      violations: violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ target, html }) => ({
          target: target.map(String),
          html,
          isGrafanas: known.some(
            ({ rule, elements }) => rule === id && document.querySelector(String(target[0]))?.matches(elements)
          ),
        })),
      })),
    };
  })()`);
  const { violations } = results.parse(answer);
  return {
    ours: violations.flatMap(({ id, nodes }) =>
      nodes
        .filter(({ isGrafanas }) => !isGrafanas)
        .map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 200)}`)
    ),
    grafanas: violations.filter(({ nodes }) => nodes.some(({ isGrafanas }) => isGrafanas)).map(({ id }) => id),
  };
}
