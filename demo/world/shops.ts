import { calendar } from './calendar';
import { gid } from './ids';
import type { Address, Location, ShopInfo, ShopKey } from './types';

type Place = Address & { readonly weight: number; readonly taxRate: number };

export interface ShopProfile {
  readonly info: ShopInfo;
  /** Buyer's units for one unit of the shop's currency, around which a day's rate moves. */
  readonly rates: Readonly<Record<string, number>>;
  readonly currencyWeights: Readonly<Record<string, number>>;
  /** Where buyers live, by the currency they pay in. */
  readonly places: Readonly<Record<string, readonly [Place, ...Place[]]>>;
  readonly taxTitle: string;
  readonly shipping: ReadonlyArray<[title: string, code: string, price: number, weight: number]>;
  /** From this many minor units on the cheapest shipping is free. */
  readonly freeShippingFrom: number;
  readonly gateways: ReadonlyArray<[gateway: string, label: string, method: string, weight: number]>;
  readonly tipShare: number;
  readonly carriers: ReadonlyArray<[company: string, url: string]>;
  readonly customerWord: string;
  readonly channelNames: { readonly web: string; readonly pos: string; readonly draft: string };
  readonly locations: readonly [Location, Location];
  /** Relative demand of the 24 hours of the wall clock. */
  readonly hourWeights: readonly number[];
  /** Relative demand from Monday to Sunday. */
  readonly weekdayWeights: readonly number[];
  /** Local dates `MM-DD` around which demand peaks, with its factor. */
  readonly peaks: Readonly<Record<string, number>>;
}

function place(
  city: string,
  province: string | null,
  provinceCode: string | null,
  country: string,
  countryCode: string,
  zip: string,
  weight: number,
  taxRate: number
): Place {
  return { city, province, provinceCode, country, countryCode, zip, weight, taxRate };
}

function location(key: number, name: string, address: Place, online: boolean, openedAt: number): Location {
  const { city, province, provinceCode, country, countryCode, zip } = address;
  return {
    id: gid('Location', key),
    name,
    address: { city, province, provinceCode, country, countryCode, zip },
    isActive: true,
    fulfillsOnlineOrders: online,
    createdAt: openedAt,
    updatedAt: openedAt,
  };
}

const portland = place('Portland', 'Maine', 'ME', 'United States', 'US', '04101', 2, 0.055);
const newYork = place('New York', 'New York', 'NY', 'United States', 'US', '10001', 9, 0.08875);
const seoul = place('서울', '서울특별시', 'KR-11', 'South Korea', 'KR', '04524', 12, 0.1);
const busan = place('부산', '부산광역시', 'KR-26', 'South Korea', 'KR', '48058', 4, 0.1);

const usdOpened = calendar('America/New_York').start(19_968);
const krwOpened = calendar('Asia/Seoul').start(19_997);

const usd: ShopProfile = {
  info: {
    id: 'gid://shopify/Shop/61000000001',
    key: 'usd',
    name: 'Harbor & Pine',
    domain: 'harbor-and-pine.myshopify.com',
    email: 'owner@example.com',
    plan: 'Basic',
    currency: 'USD',
    presentmentCurrencies: ['USD', 'CAD', 'EUR', 'GBP'],
    timeZone: 'America/New_York',
    countryCode: 'US',
    locale: 'en',
    taxesIncluded: false,
    openedAt: usdOpened,
  },
  rates: { USD: 1, CAD: 1.37, EUR: 0.92, GBP: 0.78 },
  currencyWeights: { USD: 84, CAD: 8, EUR: 4, GBP: 4 },
  places: {
    USD: [
      newYork,
      portland,
      place('Boston', 'Massachusetts', 'MA', 'United States', 'US', '02108', 6, 0.0625),
      place('Philadelphia', 'Pennsylvania', 'PA', 'United States', 'US', '19103', 4, 0.06),
      place('Chicago', 'Illinois', 'IL', 'United States', 'US', '60601', 5, 0.0625),
      place('Seattle', 'Washington', 'WA', 'United States', 'US', '98101', 4, 0.065),
      place('Los Angeles', 'California', 'CA', 'United States', 'US', '90012', 7, 0.0725),
      place('Portland', 'Oregon', 'OR', 'United States', 'US', '97204', 3, 0),
    ],
    CAD: [
      place('Toronto', 'Ontario', 'ON', 'Canada', 'CA', 'M5H 2N2', 5, 0.13),
      place('Vancouver', 'British Columbia', 'BC', 'Canada', 'CA', 'V5Y 1V4', 3, 0.12),
    ],
    EUR: [
      place('Berlin', null, null, 'Germany', 'DE', '10178', 3, 0),
      place('Lyon', null, null, 'France', 'FR', '69002', 2, 0),
    ],
    GBP: [
      place('London', 'England', 'ENG', 'United Kingdom', 'GB', 'EC2V 7HH', 3, 0),
      place('Leeds', 'England', 'ENG', 'United Kingdom', 'GB', 'LS1 1UR', 1, 0),
    ],
  },
  taxTitle: 'State Tax',
  shipping: [
    ['Standard', 'STANDARD', 695, 80],
    ['Express', 'EXPRESS', 1695, 20],
  ],
  freeShippingFrom: 7500,
  gateways: [
    ['shopify_payments', 'Shopify Payments', 'visa', 46],
    ['shopify_payments', 'Shopify Payments', 'mastercard', 22],
    ['shopify_payments', 'Shopify Payments', 'american_express', 8],
    ['paypal', 'PayPal', 'paypal', 21],
    ['manual', 'Bank Deposit', 'bank_deposit', 3],
  ],
  tipShare: 0.03,
  carriers: [
    ['USPS', 'https://tools.usps.com/go/TrackConfirmAction?tLabels='],
    ['UPS', 'https://www.ups.com/track?tracknum='],
  ],
  customerWord: 'Demo Customer',
  channelNames: { web: 'Online Store', pos: 'Point of Sale', draft: 'Draft Orders' },
  locations: [
    location(1, 'Portland Warehouse', portland, true, usdOpened),
    location(2, 'Brooklyn Store', { ...newYork, city: 'Brooklyn', zip: '11201' }, false, usdOpened),
  ],
  hourWeights: [
    0.9, 0.5, 0.3, 0.2, 0.2, 0.4, 0.9, 1.7, 2.8, 3.8, 4.6, 5.1, 5.6, 5.3, 5.0, 4.9, 4.9, 5.0, 5.3, 5.9, 6.4, 6.0, 4.2,
    2.1,
  ],
  weekdayWeights: [1.0, 0.95, 0.94, 0.97, 1.02, 1.06, 1.12],
  peaks: { '11-27': 1.6, '11-28': 1.9, '11-29': 1.7, '12-01': 1.8, '12-12': 1.4, '02-12': 1.2, '05-08': 1.25 },
};

const krw: ShopProfile = {
  info: {
    id: 'gid://shopify/Shop/61000000002',
    key: 'krw',
    name: '달빛상점 Dalbit Store',
    domain: 'dalbit-store.myshopify.com',
    email: 'owner@example.com',
    plan: 'Basic',
    currency: 'KRW',
    presentmentCurrencies: ['KRW', 'USD', 'JPY'],
    timeZone: 'Asia/Seoul',
    countryCode: 'KR',
    locale: 'ko',
    taxesIncluded: true,
    openedAt: krwOpened,
  },
  rates: { KRW: 1, USD: 0.000725, JPY: 0.108 },
  currencyWeights: { KRW: 93, USD: 4, JPY: 3 },
  places: {
    KRW: [
      seoul,
      busan,
      place('대구', '대구광역시', 'KR-27', 'South Korea', 'KR', '41911', 3, 0.1),
      place('인천', '인천광역시', 'KR-28', 'South Korea', 'KR', '22382', 3, 0.1),
      place('성남', '경기도', 'KR-41', 'South Korea', 'KR', '13494', 6, 0.1),
      place('제주', '제주특별자치도', 'KR-49', 'South Korea', 'KR', '63122', 1, 0.1),
    ],
    USD: [place('San Jose', 'California', 'CA', 'United States', 'US', '95113', 1, 0.1)],
    JPY: [place('東京', '東京都', 'JP-13', 'Japan', 'JP', '100-0005', 1, 0.1)],
  },
  taxTitle: '부가세',
  shipping: [
    ['일반 배송', 'STANDARD', 3000, 88],
    ['당일 배송', 'SAME_DAY', 6000, 12],
  ],
  freeShippingFrom: 50000,
  gateways: [
    ['toss_payments', '토스페이먼츠', 'card', 58],
    ['kakao_pay', '카카오페이', 'kakao_pay', 33],
    ['manual', '무통장입금', 'bank_deposit', 9],
  ],
  tipShare: 0,
  carriers: [
    ['CJ대한통운', 'https://trace.cjlogistics.com/next/tracking.html?wblNo='],
    ['우체국택배', 'https://service.epost.go.kr/trace.RetrieveDomRigiTraceList.comm?sid1='],
  ],
  customerWord: '데모고객',
  channelNames: { web: '온라인 스토어', pos: 'POS', draft: '임시 주문' },
  locations: [
    location(
      3,
      '성남 물류센터',
      place('성남', '경기도', 'KR-41', 'South Korea', 'KR', '13494', 1, 0.1),
      true,
      krwOpened
    ),
    location(4, '서촌 매장', seoul, false, krwOpened),
  ],
  hourWeights: [
    2.4, 1.3, 0.7, 0.4, 0.3, 0.3, 0.6, 1.3, 2.2, 3.2, 4.2, 4.7, 5.2, 4.8, 4.4, 4.2, 4.1, 4.0, 4.0, 4.4, 5.2, 6.1, 6.4,
    4.7,
  ],
  weekdayWeights: [1.06, 1.02, 1.0, 0.99, 0.94, 0.92, 1.05],
  peaks: { '11-11': 1.7, '09-15': 1.4, '02-14': 1.3, '05-07': 1.3, '12-20': 1.3 },
};

export const shops: Readonly<Record<ShopKey, ShopProfile>> = { usd, krw };
