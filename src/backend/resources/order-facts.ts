import { sql } from 'kysely';
import { z } from 'zod';
import { copyQuery, type CopyAccess } from '../copy';
import type { FoundOrder } from '../queries/affected/resolve';
import type { Asked } from './context';

const steps = ['paid', 'payment_failed', 'fulfilled', 'delivered', 'refunded'] as const;

/** An order with what happened to it. Money is ten-thousandths; no name and no address of anybody. */
export interface OrderFacts extends FoundOrder {
  readonly fulfillmentStatus: string | null;
  readonly cancelledAt: number | null;
  readonly test: boolean;
  /** Name of the sales channel. */
  readonly channel: string | null;
  readonly steps: ReadonlyArray<{
    readonly at: number;
    readonly step: (typeof steps)[number];
    /** Gateway of a payment, code of a failure. */
    readonly detail: string | null;
  }>;
}

const row = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.number(),
  customerId: z.string().nullable(),
  checkoutToken: z.string().nullable(),
  cartToken: z.string().nullable(),
  total: z.number(),
  currency: z.string(),
  status: z.string().nullable(),
  fulfillmentStatus: z.string(),
  cancelledAt: z.number().nullable(),
  test: z.number(),
  channel: z.string().nullable(),
});
const step = z.object({ at: z.number(), step: z.enum(steps), detail: z.string().nullable() });

/** An order by its id or name, out of the copy. Where several bear the name, the newest. */
export async function orderInCopy(
  { options }: Pick<Asked, 'options'>,
  { reads, shopId }: CopyAccess,
  key: string
): Promise<OrderFacts | undefined> {
  const caller = { ...options, caller: options.caller ?? '' };
  const plain = key.replace(/^#/, '');
  const [order] = await reads.rows(
    copyQuery()
      .selectFrom('orders')
      .select(['id', 'name', 'created_at as createdAt', 'customer_id as customerId', 'total_price as total'])
      .select(['checkout_token as checkoutToken', 'cart_token as cartToken', 'currency', 'test'])
      .select(['financial_status as status', 'fulfillment_status as fulfillmentStatus'])
      .select(['cancelled_at as cancelledAt', 'channel_name as channel'])
      .where('shop_id', '=', shopId)
      .where((q) => q.or([q('id', '=', plain), q('name', 'in', [plain, `#${plain}`])]))
      .where('deleted_at', 'is', null)
      .orderBy(sql`id = ${plain}`, 'desc')
      .orderBy('created_at', 'desc')
      .limit(1)
      .compile(),
    row,
    caller
  );
  if (order === undefined) {
    return undefined;
  }
  const of = sql`where shop_id = ${shopId} and order_id = ${order.id}`;
  const found = await reads.rows(
    sql`select processed_at as at, 'paid' as step, gateway as detail from transactions ${of}
        and kind in ('SALE', 'CAPTURE') and status = 'SUCCESS' and processed_at is not null
      union all select processed_at, 'payment_failed', error_code from transactions ${of}
        and kind in ('SALE', 'AUTHORIZATION', 'CAPTURE') and status in ('FAILURE', 'ERROR') and processed_at is not null
      union all select created_at, 'fulfilled', null from fulfillments ${of}
      union all select delivered_at, 'delivered', null from fulfillments ${of} and delivered_at is not null
      union all select coalesce(created_at, processed_at), 'refunded', null from refunds ${of}
      order by 1 limit 200`.compile(copyQuery()),
    step,
    caller
  );
  return { ...order, test: order.test === 1, steps: found };
}
