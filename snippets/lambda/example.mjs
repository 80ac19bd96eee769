// Two deliveries of a webhook, the second of an order without a line.
import { handler } from './handler.mjs';

process.env._X_AMZN_TRACE_ID = 'Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Sampled=1';

const order = {
  admin_graphql_api_id: 'gid://shopify/Order/5000000000085',
  name: '#1085',
  checkout_token: 'c0ffee00c0ffee00c0ffee00c0ffee00',
  cart_token: 'hWN1-a-cart-token',
  customer: { id: 7000000000001, email: 'dana.kim@example.com' },
  email: 'dana.kim@example.com',
};
for (const line_items of [[{ id: 1 }], []]) {
  const event = { headers: { 'x-shopify-topic': 'orders/create' }, body: JSON.stringify({ ...order, line_items }) };
  await handler(event, { awsRequestId: '0a1f9a7e-52d6-4f0b-9a8d-0c7e6c1f2a01' });
}
