import { describe, expect, it } from 'vitest';
import { ShopifyError } from '../../shopify';
import { asPluginError } from '../../errors';
import { asSentence } from './text';

describe('a text before a sentence of ours', () => {
  it.each([
    ["Column 'a' not found", "Column 'a' not found."],
    ['It ends.', 'It ends.'],
    [' Does it?  ', 'Does it?'],
    ['Did you mean “name”?', 'Did you mean “name”?'],
    ['He said “no.”', 'He said “no.”'],
    ['쿼리를 읽을 수 없습니다.', '쿼리를 읽을 수 없습니다.'],
    ['', ''],
  ])('%j becomes %j', (text, sentence) => {
    expect(asSentence(text)).toBe(sentence);
  });

  it.each(['Unexpected end', 'Unexpected end.'])('is one sentence of the message: %j', (message) => {
    const error = new ShopifyError('shopifyqlSyntax', { fault: 'query', status: 400, values: { message } });
    expect(asPluginError(error, 'en').message).toBe(
      'Query: Shopify cannot read this ShopifyQL: Unexpected end. Correct it.'
    );
    expect(asPluginError(error, 'ko').message).toContain('Unexpected end. 쿼리를 고치세요.');
  });
});
