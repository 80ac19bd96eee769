// A request that fails as Next.js reports it, and a route handler's own line.
import { onRequestError } from './instrumentation';
import { log } from './log';

onRequestError(
  Object.assign(new Error('Payment gateway timeout while placing order'), { code: 'PSP_TIMEOUT' }),
  {
    path: '/checkout',
    method: 'POST',
    headers: {
      cookie: 'theme=dark; cart=hWN1-a-cart-token%3Fkey%3Dcart-secret',
      'x-vercel-id': 'icn1::iad1::abcde-1700000000000-0123456789ab',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    },
  },
  { routePath: '/checkout', routeType: 'route' }
);
log('warn', 'order arrived late', {
  order_id: 'gid://shopify/Order/5000000000085',
  order_name: '#1085',
  customer_id: '7000000000001',
  checkout_token: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  error_code: 'WEBHOOK_LATE',
});
