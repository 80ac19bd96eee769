/** Kinds of personal data that Shopify's schema flags, each switched on by itself. */
export const protectedKinds = ['name', 'address', 'phone', 'email'] as const;
