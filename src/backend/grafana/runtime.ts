import { limited, logged, measured, recovered } from './builtin';
import type { Runtime } from './call';
import { Contexts } from './context';
import { Deadlines } from './deadlines';
import { Instances } from './instances';
import type { Logger } from './log';
import { englishMessages, type Asker, type Messages } from './messages';
import { Metrics } from './metrics';
import { compose, type Middleware } from './middleware';
import type { PluginDefinition } from './plugin';
import type { Redactor } from './redactor';

export interface ServeOptions {
  /** Run around every call inside of the room's own (figures, log, recovery, deadline), the first outermost. */
  readonly middleware?: readonly Middleware[];
  /** What the room itself says to people, in the language of whoever asked; English by default. */
  messages?(asker: Asker): Messages;
  /** Resources, by path, that may take as long as the host waits, as downloads do. */
  isLong?(path: string): boolean;
}

/** All that answering calls takes, wired for one plugin. */
export function createRuntime(
  definition: PluginDefinition,
  options: ServeOptions,
  log: Logger,
  redactor: Redactor
): Runtime {
  const later = (task: () => void, milliseconds: number) => void setTimeout(task, milliseconds).unref();
  const instances = new Instances(definition, { log, now: Date.now, later });
  const metrics = new Metrics(instances);
  const messages = (asker: Asker) => options.messages?.(asker) ?? englishMessages;
  const own = [measured(metrics), logged, recovered(messages), limited];
  return {
    instances,
    metrics,
    log,
    messages,
    isLong: (path) => options.isLong?.(path) ?? false,
    contexts: new Contexts((secrets) => redactor.learn(secrets)),
    deadlines: new Deadlines(),
    middleware: compose([...own, ...(options.middleware ?? [])]),
  };
}
