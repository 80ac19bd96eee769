// A request as a server runs it.
import { log, nowKnown, withIds } from './log.mjs';

const request = {
  request_id: '0a1f9a7e-52d6-4f0b-9a8d-0c7e6c1f2a01',
  checkout_token: 'c0ffee00c0ffee00c0ffee00c0ffee00',
};

await withIds({ ...request, trace_id: '4bf92f3577b34da6a3ce929d0e0e4736' }, async () => {
  log.info('checkout opened');
  try {
    throw Object.assign(new Error('Payment gateway timeout while placing order'), { code: 'PSP_TIMEOUT' });
  } catch (err) {
    log.error({ err, email: 'dana.kim@example.com' }, 'payment failed');
  }
  nowKnown({ order_id: 'gid://shopify/Order/5000000000085', order_name: '#1085', customer_id: '7000000000001' });
  log.warn({ error_code: 'STOCK_LOW', cart_token: 'hWN1-a-cart-token' }, 'sold the last one');
  log.fatal({ error_code: 'DB_GONE' }, 'cannot go on');
});
