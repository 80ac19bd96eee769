import type { Monaco } from '@grafana/ui';
import { clauses, operators } from './vocabulary';

export const languageId = 'shopifyql';

const words = [...clauses, ...operators].flatMap((phrase) => phrase.split(' '));

/** Makes ShopifyQL known to Monaco; once, however many editors there are. */
export function registerShopifyql(monaco: Monaco): void {
  if (monaco.languages.getLanguages().some(({ id }) => id === languageId)) {
    return;
  }
  monaco.languages.register({ id: languageId });
  monaco.languages.setLanguageConfiguration(languageId, {
    comments: { lineComment: '--', blockComment: ['/*', '*/'] },
    brackets: [['(', ')']],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
  });
  monaco.languages.setMonarchTokensProvider(languageId, {
    ignoreCase: true,
    keywords: words.map((word) => word.toLowerCase()),
    tokenizer: {
      root: [
        [/--.*$/, 'comment'],
        [/\/\*/, 'comment', '@comment'],
        [/'[^']*'?/, 'string'],
        [/\$\{[^}]*\}|\$\w+/, 'variable'],
        [/-?\d+[dwmqy]\b/, 'number'],
        [/\d{4}-\d{2}-\d{2}(t[\d:]+)?/, 'number'],
        [/\d+(\.\d+)?/, 'number'],
        [/[a-z_]\w*/, { cases: { '@keywords': 'keyword', '@default': 'identifier' } }],
        [/[<>!=]=?/, 'operator'],
      ],
      comment: [
        [/\*\//, 'comment', '@pop'],
        [/[^*]+|\*/, 'comment'],
      ],
    },
  });
}
