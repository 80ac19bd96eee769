import type { TypeResolvers } from '../graphql/resolver';
import { textArgument } from '../connection/arguments';
import { count, page } from './lists';
import { orderList, visibleOrder } from './order-list';

export const queryRoot: TypeResolvers<unknown> = {
  fields: {
    orders: (_source, args, context, info) => page(orderList(context), args, context, info),
    ordersCount: (_source, args, context, info) => count(orderList(context), args, context, info),
    order: (_source, args, context) => visibleOrder(context, textArgument(args, 'id')) ?? null,
  },
};
