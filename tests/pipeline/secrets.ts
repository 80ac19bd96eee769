import { all, type Input } from './input';

/** Made up, each of the form of what it stands for. */
const forms = [
  'jane.doe@example.com',
  'jane.doe%40example.com',
  'shpat_0123456789abcdef0123456789abcdef',
  'shpss_0123456789abcdef0123456789abcdef',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
  'AKIAIOSFODNN7EXAMPLE',
  'sk_live_0123456789abcdefghij',
  'ghp_0123456789abcdefghijABCDEFGHIJ012345',
  '4111 1111 1111 1111',
  '4111-1111-1111-1111',
  '4111111111111111',
  '5555555555554444',
  '3782 822463 10005',
  '378282246310005',
  '+82 10-1234-5678',
];
const field = 'hunter2hunter2';
const orderId = '5000000000085';

const shapes: ReadonlyArray<(secret: string) => string> = [
  (secret) => JSON.stringify({ level: 'error', order_id: 5000000000085, msg: `x ${secret} y` }),
  (secret) => JSON.stringify({ level: 'error', order: { id: `gid://shopify/Order/${orderId}` }, a: { b: [secret] } }),
  (secret) => JSON.stringify({ level: 'error', order_id: orderId, message: JSON.stringify({ note: secret }) }),
  (secret) => `level=error order_id=${orderId} msg="${secret}"`,
  (secret) => `level=error order_id=${orderId} note=${secret}`,
  (secret) => `Error: ${secret} order_id=${orderId}\n    at f (${secret}:1:2)\n  [cause]: Error: ${secret}`,
  (secret) => `ERROR order_id=${orderId} GET https://shop.example/?q=${encodeURIComponent(secret)}&x=${secret}`,
  ...[
    'error_code',
    'request_id',
    'order_name',
    'checkout_token',
    'cart_token',
    'customer_id',
    'shop',
    'trace_id',
    'span_id',
    'environment',
    'level_of',
    'user',
  ].map((name) => (secret: string) => JSON.stringify({ level: 'error', order_id: orderId, [name]: secret })),
];

const named = [
  `{"level":"error","order_id":${orderId},"password":"${field}"}`,
  `{"level":"error","order_id":${orderId},"first_name":"${field}","phone":"${field}"}`,
  `{"level":"error","order_id":${orderId},"shipping":{"address1":"${field} ${field}","zip":"${field}"}}`,
  `{"level":"error","order_id":${orderId},"msg":"{\\"client_secret\\":\\"${field}\\"}"}`,
  `{"level":"error","order_id":${orderId},"headers":{"authorization":"Bearer ${field}","cookie":"a=${field}; b=${field}"}}`,
  `ERROR order_id=${orderId} Authorization: Bearer ${field}`,
  `ERROR order_id=${orderId} Authorization: Basic ${field}==`,
  `ERROR order_id=${orderId} postgres://app:${field}@db/shop`,
  `ERROR order_id=${orderId} cart gid://shopify/Cart/hWN1-abcdef?key=${field}`,
  `ERROR order_id=${orderId} { password: '${field}', apiKey: "${field}" }`,
  `level=error order_id=${orderId} access_token=${field} api_key=${field}`,
];

/** Card numbers with blanks in an address are written `%20`. */
const spelt = forms.flatMap((form) => [form, encodeURIComponent(form)]);

/** Everything secret, in every field and in stack traces, by every way in; the id beside it stays. */
export const secrets: readonly Input[] = [
  {
    name: 'secrets-push',
    source: 'push',
    hidden: [...spelt, field],
    every: { order_id: orderId },
    send: (to) =>
      to.pushed('push', [...forms.flatMap((secret) => shapes.map((shape) => shape(secret))), ...named], {
        service_name: 'worker',
      }),
  },
  {
    name: 'secrets-lambda',
    source: 'cloudwatch',
    hidden: [...spelt, field],
    every: { order_id: orderId },
    send: (to) =>
      to.cloudwatch('/aws/lambda/orders', 's', [
        ...forms.flatMap((secret) => shapes.map((shape) => shape(secret))),
        ...named,
      ]),
  },
  {
    name: 'secrets-vercel',
    source: 'vercel',
    hidden: [...spelt, field, '198.51.100.7'],
    every: { order_id: orderId },
    send: (to) =>
      to.vercel(
        [...forms.map((secret) => `Error: ${secret} order_id=${orderId}\n    at f (${secret}:1:2)`), ...named].map(
          (message) => ({
            timestamp: 1,
            projectName: 'shop',
            level: 'error',
            message,
            proxy: { clientIp: '198.51.100.7', path: '/cart' },
          })
        )
      ),
  },
  {
    name: 'secrets-browser',
    source: 'browser',
    hidden: [...spelt, '198.51.100.7', '2001:db8::17'],
    every: { order_id: orderId },
    send: (to) =>
      all(
        forms.map((secret) => () => {
          const context = { order_id: orderId, level: 'error', note: secret, ip: '198.51.100.7 2001:db8::17' };
          const logs = [{ level: 'error', message: secret, context, timestamp: '2026-11-24T00:00:00.000Z' }];
          return to.faro(
            JSON.stringify({ meta: { app: { name: 'storefront' }, user: { email: secret } }, logs, exceptions: [] })
          );
        })
      ),
  },
  {
    name: 'secrets-otlp',
    source: 'otlp',
    hidden: [...spelt],
    every: { order_id: orderId },
    send: (to) =>
      to.otlp(
        { 'service.name': 'basket' },
        forms.map((stringValue) => ({
          severityText: 'ERROR',
          body: { stringValue: `x ${stringValue}` },
          attributes: [
            { key: 'order_id', value: { stringValue: orderId } },
            { key: 'note', value: { stringValue } },
          ],
        }))
      ),
  },
];
