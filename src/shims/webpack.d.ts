declare let __webpack_public_path__: string;

/** What an AMD loader tells a module of itself. */
declare module 'amd-module' {
  const amdModule: { readonly id: string; readonly uri: string };
  export default amdModule;
}
