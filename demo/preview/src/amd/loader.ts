import { shared } from './shared';

type Factory = (...dependencies: unknown[]) => unknown;
interface Definition {
  readonly dependencies: readonly string[];
  readonly factory: Factory;
}

const defined: Definition[] = [];

function define(...args: unknown[]): void {
  const factory = args.at(-1);
  const dependencies: unknown = args.at(-2);
  if (typeof factory !== 'function') {
    throw new Error('A module was defined without a function');
  }
  defined.push({
    dependencies: Array.isArray(dependencies) ? dependencies.map(String) : [],
    factory: (...values): unknown => Reflect.apply(factory, undefined, values),
  });
}

function runScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} could not be loaded`));
    document.head.append(script);
  });
}

async function dependency(name: string, url: string): Promise<unknown> {
  if (name === 'module') {
    return { id: url, uri: url };
  }
  const load = shared[name];
  if (load === undefined) {
    throw new Error(`${url} asks for ${name}, which Grafana doesn't share`);
  }
  const namespace = await load();
  return { default: namespace, ...namespace, __esModule: true };
}

let queue: Promise<unknown> = Promise.resolve();

async function load(url: string): Promise<unknown> {
  Reflect.set(window, 'define', Object.assign(define, { amd: {} }));
  defined.length = 0;
  try {
    await runScript(url);
  } finally {
    Reflect.deleteProperty(window, 'define');
  }
  const definition = defined[0];
  if (definition === undefined) {
    throw new Error(`${url} defines no module`);
  }
  const values = await Promise.all(definition.dependencies.map((name) => dependency(name, url)));
  return definition.factory(...values);
}

/** Loads an AMD module as Grafana loads a plugin's `module.js`, giving it the libraries that Grafana shares. One at a time. */
export function loadModule(url: string): Promise<unknown> {
  const next = queue.then(() => load(url));
  queue = next.catch(() => undefined);
  return next;
}
