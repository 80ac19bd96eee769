import type { TypeResolvers } from '../graphql/resolver';
import { money, moneyText } from './money';
import { orderMoney, transactionSources, type TransactionSource } from './sources';

export const orderTransaction: TypeResolvers<TransactionSource> = {
  base: ({ transaction }) => transaction,
  fields: {
    amount: ({ order, transaction }) => moneyText(transaction.amount.shop, order.currency),
    amountSet: ({ order, transaction }) => orderMoney(order, transaction.amount),
    amountV2: ({ order, transaction }) => money(transaction.amount.shop, order.currency),
    manualPaymentGateway: ({ transaction }) => transaction.gateway === 'manual',
    manuallyCapturable: ({ order, transaction }) =>
      transaction.kind === 'AUTHORIZATION' && order.displayFinancialStatus === 'AUTHORIZED',
    multiCapturable: () => false,
    order: ({ order }) => order,
    parentTransaction: ({ order, transaction }) =>
      transactionSources(order).find(({ id }) => id === transaction.parentId) ?? null,
    paymentMethod: () => null,
    settlementCurrency: ({ order }) => order.currency,
    settlementCurrencyRate: () => '1.0',
  },
};
