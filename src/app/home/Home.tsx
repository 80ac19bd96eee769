export function Home({ version }: { readonly version: string }) {
  return <div>{version}</div>;
}
