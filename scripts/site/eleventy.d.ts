/** As much of Eleventy as the site uses; the package brings no types. */
declare module '@11ty/eleventy' {
  export interface Token {
    readonly type: string;
    tag: string;
    content: string;
    children: Token[] | null;
    hidden: boolean;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }

  /** Of markdown-it: what a rule sees of a page. */
  export interface MarkdownState {
    readonly tokens: Token[];
    /** Data of the page. */
    readonly env: { readonly page: { readonly inputPath: string } };
  }

  export interface Markdown {
    readonly core: { readonly ruler: { push(name: string, rule: (state: MarkdownState) => void): void } };
  }

  export interface Page {
    readonly inputPath: string;
    readonly outputPath: string;
    readonly url: string;
  }

  export interface UserConfig {
    readonly ignores: { delete(glob: string): void };
    setUseGitIgnore(use: boolean): void;
    addPassthroughCopy(copies: Readonly<Record<string, string>>): void;
    addTemplate(path: string, content: string): void;
    addGlobalData(name: string, value: unknown): void;
    addTransform(name: string, transform: (this: { readonly page: Page }, content: string) => string): void;
    amendLibrary(name: 'md', amend: (markdown: Markdown) => void): void;
  }

  export interface Options {
    readonly quietMode?: boolean;
    readonly configPath?: string;
    readonly config: (config: UserConfig) => void;
  }

  export default class Eleventy {
    constructor(input: string, output: string, options: Options);
    write(): Promise<unknown>;
  }
}
