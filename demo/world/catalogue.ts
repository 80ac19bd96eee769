import type { ShopKey } from './types';

/** A product as the shop's buyers planned it; prices and costs in minor units of the shop's currency. */
export interface CatalogueProduct {
  readonly title: string;
  readonly handle: string;
  readonly vendor: string;
  readonly type: string;
  readonly option: string;
  readonly variants: readonly (readonly [label: string, price: number, cost: number])[];
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
  /** Days after the shop's opening on which it was added; 0 for the first range. */
  readonly addedAfter: number;
  readonly giftCard?: boolean;
}

type Row = readonly [
  title: string,
  handle: string,
  vendor: string,
  type: string,
  option: string,
  variants: CatalogueProduct['variants'],
  weight: number,
  addedAfter?: number,
];

const usd: readonly Row[] = [
  [
    'Harbor Throw Blanket',
    'harbor-throw',
    'Harbor & Pine',
    'Textiles',
    'Color',
    [
      ['Fog', 7800, 2900],
      ['Moss', 7800, 2900],
      ['Rust', 8200, 3050],
    ],
    9,
  ],
  [
    'Pine Board Set',
    'pine-board-set',
    'Harbor & Pine',
    'Kitchen',
    'Size',
    [
      ['Two', 4200, 1500],
      ['Three', 5800, 2100],
    ],
    8,
  ],
  [
    'Tide Mug',
    'tide-mug',
    'Saltmark Studio',
    'Kitchen',
    'Color',
    [
      ['Sand', 2400, 700],
      ['Slate', 2400, 700],
      ['Sea', 2600, 780],
    ],
    14,
  ],
  [
    'Lantern No. 4',
    'lantern-no-4',
    'Saltmark Studio',
    'Lighting',
    'Finish',
    [
      ['Brass', 12800, 5400],
      ['Black', 11800, 4900],
    ],
    4,
  ],
  [
    'Linen Apron',
    'linen-apron',
    'Millrow',
    'Textiles',
    'Size',
    [
      ['Regular', 5200, 1900],
      ['Long', 5600, 2050],
    ],
    6,
  ],
  [
    'Cedar Candle',
    'cedar-candle',
    'Harbor & Pine',
    'Scent',
    'Size',
    [
      ['Small', 1800, 520],
      ['Large', 3200, 910],
    ],
    16,
  ],
  [
    'Dock Doormat',
    'dock-doormat',
    'Millrow',
    'Entry',
    'Size',
    [
      ['Standard', 4800, 1700],
      ['Wide', 6400, 2300],
    ],
    5,
  ],
  [
    'Kettle, Enamel',
    'kettle-enamel',
    'Saltmark Studio',
    'Kitchen',
    'Color',
    [
      ['White', 8900, 3600],
      ['Green', 8900, 3600],
    ],
    5,
  ],
  [
    'Wool Socks',
    'wool-socks',
    'Northlane',
    'Apparel',
    'Size',
    [
      ['S', 1900, 600],
      ['M', 1900, 600],
      ['L', 1900, 600],
    ],
    12,
  ],
  [
    'Canvas Log Carrier',
    'canvas-log-carrier',
    'Northlane',
    'Hearth',
    'Color',
    [
      ['Olive', 6900, 2600],
      ['Natural', 6900, 2600],
    ],
    3,
  ],
  [
    'Bread Crock',
    'bread-crock',
    'Saltmark Studio',
    'Kitchen',
    'Size',
    [
      ['Medium', 9400, 3900],
      ['Large', 11200, 4700],
    ],
    3,
  ],
  [
    'Field Notebook',
    'field-notebook',
    'Millrow',
    'Paper',
    'Ruling',
    [
      ['Plain', 1400, 380],
      ['Lined', 1400, 380],
      ['Dots', 1400, 380],
    ],
    10,
  ],
  [
    'Storm Umbrella',
    'storm-umbrella',
    'Northlane',
    'Apparel',
    'Color',
    [
      ['Navy', 6200, 2400],
      ['Yellow', 6200, 2400],
    ],
    4,
  ],
  [
    'Bath Towel',
    'bath-towel',
    'Millrow',
    'Textiles',
    'Color',
    [
      ['White', 3600, 1250],
      ['Clay', 3600, 1250],
      ['Blue', 3600, 1250],
    ],
    8,
  ],
  [
    'Oak Wall Hook',
    'oak-wall-hook',
    'Harbor & Pine',
    'Entry',
    'Count',
    [
      ['One', 1600, 450],
      ['Three', 4200, 1200],
    ],
    7,
  ],
  [
    'Reading Lamp',
    'reading-lamp',
    'Saltmark Studio',
    'Lighting',
    'Finish',
    [
      ['Brass', 14900, 6300],
      ['Steel', 13900, 5900],
    ],
    3,
  ],
  [
    'Beeswax Wraps',
    'beeswax-wraps',
    'Northlane',
    'Kitchen',
    'Set',
    [
      ['Small', 1500, 430],
      ['Mixed', 2300, 690],
    ],
    9,
  ],
  [
    'Garden Kneeler',
    'garden-kneeler',
    'Northlane',
    'Garden',
    'Color',
    [
      ['Green', 3400, 1200],
      ['Grey', 3400, 1200],
    ],
    3,
  ],
  [
    'Copper Watering Can',
    'copper-watering-can',
    'Saltmark Studio',
    'Garden',
    'Size',
    [
      ['1 L', 5400, 2200],
      ['2 L', 7400, 3100],
    ],
    3,
    160,
  ],
  [
    'Flannel Sheet Set',
    'flannel-sheet-set',
    'Millrow',
    'Textiles',
    'Size',
    [
      ['Twin', 9800, 4200],
      ['Queen', 12800, 5500],
      ['King', 14800, 6400],
    ],
    5,
    230,
  ],
  [
    'Soap Trio',
    'soap-trio',
    'Harbor & Pine',
    'Scent',
    'Set',
    [
      ['Coast', 2200, 640],
      ['Forest', 2200, 640],
    ],
    10,
    380,
  ],
  [
    'Advent Candle Box',
    'advent-candle-box',
    'Harbor & Pine',
    'Scent',
    'Size',
    [
      ['12', 5600, 1900],
      ['24', 8800, 3000],
    ],
    6,
    690,
  ],
];

const krw: readonly Row[] = [
  [
    '달빛 머그',
    'dalbit-mug',
    '달빛상점',
    '주방',
    '색상',
    [
      ['아이보리', 18000, 5400],
      ['먹색', 18000, 5400],
      ['쪽빛', 19000, 5700],
    ],
    14,
  ],
  [
    '보름달 무드등',
    'full-moon-lamp',
    '달빛상점',
    '조명',
    '크기',
    [
      ['소', 39000, 15200],
      ['대', 59000, 23500],
    ],
    8,
  ],
  [
    '소나무 도마',
    'pine-board',
    '솔내음공방',
    '주방',
    '크기',
    [
      ['중', 32000, 11800],
      ['대', 45000, 16900],
    ],
    6,
  ],
  [
    '린넨 앞치마',
    'linen-apron',
    '하루살림',
    '패브릭',
    '색상',
    [
      ['베이지', 36000, 12900],
      ['카키', 36000, 12900],
    ],
    6,
  ],
  [
    '한지 노트',
    'hanji-note',
    '하루살림',
    '문구',
    '내지',
    [
      ['무지', 9800, 2600],
      ['줄', 9800, 2600],
      ['점', 9800, 2600],
    ],
    12,
  ],
  [
    '백자 접시',
    'white-plate',
    '흙과불',
    '주방',
    '크기',
    [
      ['15cm', 16000, 5200],
      ['21cm', 24000, 7900],
    ],
    9,
  ],
  [
    '숲 향초',
    'forest-candle',
    '솔내음공방',
    '향',
    '크기',
    [
      ['100g', 15000, 4300],
      ['220g', 27000, 7800],
    ],
    12,
  ],
  [
    '누비 이불',
    'nubi-blanket',
    '하루살림',
    '패브릭',
    '크기',
    [
      ['싱글', 89000, 38000],
      ['퀸', 119000, 52000],
    ],
    3,
  ],
  [
    '놋수저 세트',
    'brass-cutlery',
    '흙과불',
    '주방',
    '구성',
    [
      ['1인', 42000, 17800],
      ['2인', 79000, 33500],
    ],
    5,
  ],
  [
    '면 양말',
    'cotton-socks',
    '하루살림',
    '의류',
    '사이즈',
    [
      ['S', 6900, 1900],
      ['M', 6900, 1900],
      ['L', 6900, 1900],
    ],
    13,
  ],
  [
    '대나무 바구니',
    'bamboo-basket',
    '솔내음공방',
    '수납',
    '크기',
    [
      ['소', 21000, 7600],
      ['중', 29000, 10800],
    ],
    5,
  ],
  [
    '찻주전자',
    'teapot',
    '흙과불',
    '차',
    '색상',
    [
      ['백색', 68000, 27500],
      ['흑색', 68000, 27500],
    ],
    4,
  ],
  [
    '제주 녹차',
    'green-tea',
    '달빛상점',
    '차',
    '용량',
    [
      ['50g', 14000, 4600],
      ['100g', 25000, 8400],
    ],
    11,
  ],
  [
    '모시 커튼',
    'mosi-curtain',
    '하루살림',
    '패브릭',
    '크기',
    [
      ['짧은', 54000, 21000],
      ['긴', 74000, 29500],
    ],
    3,
  ],
  [
    '손수건 세트',
    'handkerchief-set',
    '하루살림',
    '패브릭',
    '구성',
    [
      ['2장', 12000, 3500],
      ['4장', 22000, 6600],
    ],
    9,
  ],
  [
    '자개 손거울',
    'nacre-mirror',
    '달빛상점',
    '소품',
    '무늬',
    [
      ['학', 28000, 10300],
      ['매화', 28000, 10300],
    ],
    6,
    140,
  ],
  [
    '옻칠 젓가락',
    'lacquer-chopsticks',
    '흙과불',
    '주방',
    '구성',
    [
      ['2벌', 19000, 6400],
      ['4벌', 35000, 12200],
    ],
    8,
    260,
  ],
  [
    '겨울 담요',
    'winter-throw',
    '하루살림',
    '패브릭',
    '색상',
    [
      ['회색', 49000, 18900],
      ['갈색', 49000, 18900],
    ],
    5,
    640,
  ],
];

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
