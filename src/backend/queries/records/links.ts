import type { FieldConfig } from '../../grafana';
import type { AdminPage } from './kind';

/** A link to a record's page in the Shopify admin; the id comes from another column of the same row. */
export function adminLink(domain: string, target: AdminPage, title: string): FieldConfig {
  const store = domain.replace(/\.myshopify\.com$/, '');
  const of = (column: string) => `\${__data.fields.${column}}`;
  return {
    links: [{ title, url: `https://admin.shopify.com/store/${store}/${pathOf(target, of)}`, targetBlank: true }],
  };
}

function pathOf(target: AdminPage, of: (column: string) => string): string {
  switch (target.page) {
    case 'variant':
      return `products/${of(target.product)}/variants/${of(target.id)}`;
    default:
      return `${target.page}s/${of(target.id)}`;
  }
}
