/** Has the browser save a text as a file; characters that file systems refuse become `-`. */
export function download(name: string, ending: 'csv' | 'yaml', text: string): void {
  const type = ending === 'csv' ? 'text/csv' : 'application/yaml';
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.${ending}`;
  link.click();
  URL.revokeObjectURL(address);
}
