/** Plain words for error codes of the demo's services, as an admin would enter them. One code is left as a to-do. */
export const errorWords = {
  PAYMENT_TIMEOUT: {
    en: 'The payment provider answers too late',
    ko: '결제사가 제때 응답하지 않습니다',
    service: 'payments-gateway',
  },
  CHECKOUT_500: {
    en: 'The checkout breaks off with an error',
    ko: '결제 과정이 오류로 중단됩니다',
    service: 'checkout-api',
  },
  DB_POOL_EXHAUSTED: {
    en: 'Orders wait for the database',
    ko: '주문이 데이터베이스를 기다립니다',
    service: 'order-service',
  },
  SHIPPING_RATES_FAILED: { en: 'No shipping costs can be worked out', ko: '배송비를 계산하지 못합니다' },
  SMTP_TEMPFAIL: { en: 'Order confirmations are sent late', ko: '주문 확인 메일이 늦게 발송됩니다', service: 'email' },
  TYPE_ERROR: { en: 'A page of the storefront is broken', ko: '쇼핑몰 화면 일부가 깨집니다', service: 'storefront' },
} as const;
