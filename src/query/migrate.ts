type Model = Readonly<Record<string, unknown>>;

/** Takes a model of the version it stands at one version further; the first migrates version 0. */
const steps: ReadonlyArray<(model: Model) => Model> = [fromDraft, splitBy];

/** Brings a saved model to the newest version. Models without a version are of the newest one, unless they look older. */
export function migrate(saved: object): Model {
  let model: Model = { ...saved };
  for (const [version, step] of steps.entries()) {
    if (versionOf(model) === version) {
      model = { ...step(model), version: version + 1 };
    }
  }
  return model;
}

function versionOf(model: Model): unknown {
  return model['version'] ?? (typeof model['query'] === 'string' ? 0 : typeof model['by'] === 'string' ? 1 : undefined);
}

/** Version 0 kept every text in `query`, and a list's search too. */
function fromDraft({ query, ...rest }: Model): Model {
  const name = new Map<unknown, string>([
    ['graphql', 'document'],
    ['shopifyql', 'text'],
    ['records', 'search'],
  ]).get(rest['queryType']);
  return name === undefined || typeof query !== 'string' ? rest : { [name]: query, ...rest };
}

/** Version 1 of `metrics` had buckets and the only dimension, the product, in one field. */
function splitBy({ by, ...rest }: Model): Model {
  if (rest['queryType'] !== 'metrics' || by === undefined) {
    return by === undefined ? rest : { by, ...rest };
  }
  return by === 'product' ? { dimensions: ['product'], ...rest } : { bucket: by, ...rest };
}
