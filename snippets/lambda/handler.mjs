// A Lambda function for webhooks of Shopify.

/** Lambda hands on what is written to standard output as it is; console.log would wrap it, and hide the ids within. */
const log = (level, message, more) =>
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...more })}\n`);

const idsOf = (order) => ({
  order_id: order.admin_graphql_api_id,
  order_name: order.name,
  checkout_token: order.checkout_token ?? undefined,
  cart_token: order.cart_token ?? undefined,
  customer_id: order.customer?.id === undefined ? undefined : String(order.customer.id),
});

export async function handler(event, context) {
  const order = JSON.parse(event.body);
  const trace_id = /Root=1-([\da-f]{8})-([\da-f]{24})/
    .exec(process.env._X_AMZN_TRACE_ID ?? '')
    ?.slice(1)
    .join('');
  const about = { request_id: context.awsRequestId, trace_id, ...idsOf(order) };
  try {
    await fulfil(order);
    log('info', 'order taken over', about);
    return { statusCode: 200 };
  } catch (error) {
    log('error', error.message, { error_code: error.code ?? error.name, stack: error.stack, ...about });
    return { statusCode: 500 };
  }
}

/** Your own work. This one fails for orders without a line. */
async function fulfil(order) {
  if (order.line_items.length === 0) {
    throw Object.assign(new Error('nothing to fulfil'), { code: 'ORDER_EMPTY' });
  }
}
