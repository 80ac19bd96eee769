type Variables = Readonly<Record<string, string | undefined>>;

/** What programs can't start or find their places without; nothing of it is a secret. */
const needed = ['LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'TZ', 'SystemRoot', 'windir'];

/** The variables of a child: the few of ours that every process needs, and those it is given. */
export function childEnvironment(own: Variables, given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const name of needed) {
    const value = own[name];
    if (value !== undefined) {
      environment[name] = value;
    }
  }
  return { ...environment, ...given };
}
