/** Why a text is no JSON object of variables; undefined where it is one, or empty. Dashboard variables stand for values. */
export function variablesProblem(text: string): string | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    const value: unknown = JSON.parse(text.replace(/(?<!["\w])\$\{?\w+(:\w+)?\}?(?!["\w])/g, '0'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : typeof value;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
