import { slugOf } from './markdown';
import { plain, type SitePage } from './pages';

export interface Found {
  readonly title: string;
  readonly url: string;
  /** In small letters. */
  readonly text: string;
}

/** What search looks in: one entry for each stretch of a page that a heading begins. */
export function entriesOf({ title, file }: SitePage, markdown: string): readonly Found[] {
  const seen = new Map<string, number>();
  const withoutCode = markdown.replaceAll(/^```[^]*?^```/gm, (block) => block.replaceAll(/^#/gm, ' #'));
  return withoutCode.split(/^(?=#{1,4} )/m).flatMap((section) => {
    const heading = /^#+ (.+)/.exec(section)?.[1];
    if (heading === undefined) {
      return [];
    }
    const slug = slugOf(plain(heading).trim());
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    const name = plain(heading);
    return [
      {
        title: name === title ? title : `${title} › ${name}`,
        url: name === title ? file : `${file}#${times === 0 ? slug : `${slug}-${times}`}`,
        text: section.toLowerCase().replaceAll(/\s+/g, ' '),
      },
    ];
  });
}
