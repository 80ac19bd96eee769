import type { Transaction } from '../../world/types';
import { add, note, distinct, sum } from '../group';
import { schema, type Dimension, type Schema } from '../schema';

const text = (label: string, of: (payment: Transaction) => string | null): Dimension<Transaction> => ({
  type: 'STRING',
  label,
  of,
});

const paid = ({ kind, status }: Transaction): boolean =>
  status === 'SUCCESS' && (kind === 'SALE' || kind === 'CAPTURE');
const back = ({ kind, status }: Transaction): boolean => status === 'SUCCESS' && kind === 'REFUND';

/** Money that came and went, by the time of the payment. Test payments are left out. */
export const payments: Schema = schema<Transaction>({
  name: 'payments',
  dimensions: {
    payment_method: text('Payment method', ({ paymentMethod }) => paymentMethod),
    payment_gateway: text('Payment gateway', ({ formattedGateway }) => formattedGateway),
    payment_status: text('Payment status', ({ status }) => status.toLowerCase()),
    payment_error_code: text('Payment error code', ({ errorCode }) => errorCode),
  },
  metrics: {
    gross_payments: { type: 'MONEY', label: 'Gross payments', of: (group) => sum(group, 'paid') },
    refunded_payments: { type: 'MONEY', label: 'Refunded payments', of: (group) => sum(group, 'back') },
    net_payments: { type: 'MONEY', label: 'Net payments', of: (group) => sum(group, 'paid') + sum(group, 'back') },
    payment_attempts: { type: 'INTEGER', label: 'Payment attempts', of: (group) => sum(group, 'attempts') },
    failed_payments: { type: 'INTEGER', label: 'Failed payments', of: (group) => sum(group, 'failed') },
    paid_orders: { type: 'INTEGER', label: 'Paid orders', of: (group) => distinct(group, 'orders') },
  },
  *rows(world, from, to) {
    for (const payment of world.payments(from, to)) {
      if (!payment.test) {
        yield payment;
      }
    }
  },
  at: ({ processedAt }) => processedAt,
  add: (group, payment) => {
    add(group, 'paid', paid(payment) ? payment.amount.shop : 0);
    add(group, 'back', back(payment) ? -payment.amount.shop : 0);
    add(group, 'attempts', payment.kind === 'REFUND' || payment.kind === 'VOID' ? 0 : 1);
    add(group, 'failed', payment.status === 'FAILURE' || payment.status === 'ERROR' ? 1 : 0);
    note(group, 'orders', paid(payment) ? payment.orderId : null);
  },
});
