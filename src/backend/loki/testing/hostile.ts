import fc from 'fast-check';
import { quote } from '../logql/strings';

/** Pieces of what LogQL is made of, with any string and any character among them. */
const pieces = fc.oneof(
  fc.constantFrom('{', '}', '{}', '(', ')', '[5m]', ',', '|', '|=', '!=', '=~', '=', '"', '`', "'", '\\', '#', '\n'),
  fc.constantFrom('a', 'json', ' or ', ' and ', ' unless ', 'sum', 'count_over_time', 'by', 'offset 5m', 'unwrap x'),
  fc.constantFrom(
    '{a="b"}',
    '{c=~`.+`}',
    '| json',
    '|= "x"',
    '| line_format "{{.a}}"',
    'variants(',
    ') of (',
    '$__range'
  ),
  fc.constantFrom('\u0000', '\r', '\u2028', '\ufeff', '\ud800', '\u00a0', '\\u007d', '\\x7b', '//', '/*', '*/', '--'),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'binary', maxLength: 8 }).map(quote)
);

/** Texts of such pieces in no order. */
export const hostileLogql = fc.array(pieces, { maxLength: 14 }).map((all) => all.join(''));
