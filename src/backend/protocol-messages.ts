import { knownLanguage, type Language } from '../locales/language';
import { protocolTexts } from '../locales/protocol';
import type { Asker, Messages } from './grafana';

/**
 * The protocol's own messages in the language of the query, else of the data source, else of the browser. Alert rules
 * have the data source's, whoever wrote their query.
 */
export function protocolMessages({ headers, plugin, model }: Asker): Messages {
  const isAlert = headers.get('fromalert') === 'true';
  const language =
    (isAlert ? undefined : named(model)) ??
    named(plugin?.dataSource?.jsonData) ??
    accepted(headers.get('accept-language'));
  return protocolTexts[language ?? 'en'];
}

function named(settings: unknown): Language | undefined {
  const language: unknown =
    typeof settings === 'object' && settings !== null ? Reflect.get(settings, 'language') : undefined;
  return typeof language === 'string' ? knownLanguage(language) : undefined;
}

/** The first of ours in an `Accept-Language` header, by its weights. */
function accepted(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').split(',').flatMap((wish) => {
    const [tag, ...parameters] = wish.split(';');
    const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
    const language = knownLanguage(tag);
    return language === undefined || Number(weight) === 0 ? [] : [{ language, weight: Number(weight ?? 1) }];
  });
  return wishes.sort((one, other) => other.weight - one.weight)[0]?.language;
}
