import { measure, type Measures } from './definition';

/** Net sales in ten-thousandths: gross less discounts and returns. */
export function netOf(measures: Measures): number {
  return measure(measures, 'gross') - measure(measures, 'discounts') - measure(measures, 'returns');
}
