/** What `/api/ds/query` answers: by refId one frame's rows, or the text of a failure. */
export function queryAnswer(
  results: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>> | string>>
) {
  return {
    results: Object.fromEntries(
      Object.entries(results).map(([refId, rows]) => [
        refId,
        typeof rows === 'string' ? { error: rows, status: 400, frames: [] } : { status: 200, frames: [frameOf(rows)] },
      ])
    ),
  };
}

function frameOf(rows: ReadonlyArray<Readonly<Record<string, unknown>>>) {
  const names = Object.keys(rows[0] ?? {});
  return {
    schema: { fields: names.map((name) => ({ name, config: { displayName: `The ${name}` } })) },
    data: { values: names.map((name) => rows.map((row) => row[name] ?? null)) },
  };
}
