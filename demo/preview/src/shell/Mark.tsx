/** The plugin's mark, as it ships it. */
export function Mark() {
  return <img src="/public/plugins/shopscope-shopify-datasource/img/logo.svg" alt="" width={22} height={22} />;
}
