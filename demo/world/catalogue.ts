import { krw } from './catalogue-krw';
import type { CatalogueProduct, Row } from './catalogue-row';
import { usd } from './catalogue-usd';
import type { ShopKey } from './types';

function product(row: Row): CatalogueProduct {
  const [title, handle, vendor, type, option, variants, weight, addedAfter = 0] = row;
  return { title, handle, vendor, type, option, variants, weight, addedAfter };
}

const giftCards: Readonly<Record<ShopKey, CatalogueProduct>> = {
  usd: {
    ...product([
      'Gift Card',
      'gift-card',
      'Harbor & Pine',
      'Gift Cards',
      'Value',
      [
        ['$25', 2500, 0],
        ['$50', 5000, 0],
        ['$100', 10000, 0],
      ],
      1.2,
    ]),
    giftCard: true,
  },
  krw: {
    ...product([
      '달빛 상품권',
      'gift-card',
      '달빛상점',
      '상품권',
      '금액',
      [
        ['3만원', 30000, 0],
        ['5만원', 50000, 0],
      ],
      1,
    ]),
    giftCard: true,
  },
};

export const catalogues: Readonly<Record<ShopKey, readonly CatalogueProduct[]>> = {
  usd: [...usd.map(product), giftCards.usd],
  krw: [...krw.map(product), giftCards.krw],
};
