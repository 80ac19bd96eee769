import { ownCommand } from '../command';
import { startRole } from '../start-role';

/** Started by hand: has a child that is blocked in an endless statement, says its id, and waits for its own end. */
const command = ownCommand();
const child = startRole('sample', { greeting: 'hello' }, { command, log: (line) => console.error(line) });
const options = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
child
  .call('blockAfterEvent', null, { ...options, onEvent: () => console.log(`blocked ${child.pid ?? 0}`) })
  .catch((error: unknown) => console.error(error));
