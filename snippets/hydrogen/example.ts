// What an action of the cart and React Router's handler of errors do.
import { log, logError } from './log';

const request = new Request('https://shop.example/cart', {
  method: 'POST',
  headers: { 'oxygen-buyer-request-id': '0a1f9a7e-52d6-4f0b-9a8d-0c7e6c1f2a01' },
});
const cartId = 'gid://shopify/Cart/hWN1-a-cart-token?key=cart-secret';

log('warn', 'the cart took fewer than were asked for', { cartId, request, error_code: 'MERCHANDISE_NOT_ENOUGH_STOCK' });
logError(new Error('[h2:error:storefront.query] Throttled - Request ID: 65a6c3a3-4cbf-4f3f-9eef-e2a95594ad00'), {
  request,
});
log('info', 'order placed', {
  cartId,
  request,
  order_id: 'gid://shopify/Order/5000000000085',
  order_name: '#1085',
  customer_id: '7000000000001',
  checkout_token: 'c0ffee00c0ffee00c0ffee00c0ffee00',
});
