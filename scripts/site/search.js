/** Finds pages and headings that hold every word that is typed. */
const field = document.querySelector('input[type=search]');
const found = document.querySelector('#found');

field.addEventListener(
  'focus',
  () => {
    document.head.append(Object.assign(document.createElement('script'), { src: field.dataset.index }));
  },
  { once: true }
);
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits =
    words.length === 0
      ? []
      : (globalThis.searchIndex ?? []).filter(({ text }) => words.every((word) => text.includes(word)));
  found.replaceChildren(
    ...hits.slice(0, 20).map(({ title, url }) => {
      const link = Object.assign(document.createElement('a'), {
        href: field.dataset.root + url,
        textContent: title,
      });
      const item = document.createElement('li');
      item.append(link);
      return item;
    })
  );
});
field.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') {
    field.value = '';
    found.replaceChildren();
  }
  if (key === 'Enter') {
    found.querySelector('a')?.click();
  }
});
