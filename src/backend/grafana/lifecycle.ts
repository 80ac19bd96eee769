import type { Logger } from './log';

/** How often the plugin looks whether its host still lives. */
const hostCheck = 1_000;

/** Ends the process once, cleanly: the first caller wins, and a hanging clean-up is cut short. */
export function createEnd(log: Logger, cleanUp: () => Promise<void>): (why: string) => void {
  let isEnding = false;
  return (why) => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    log.debug('plugin ends', { why });
    setTimeout(() => process.exit(0), 400);
    cleanUp().then(
      () => process.exit(0),
      () => process.exit(0)
    );
  };
}

/** Ends on SIGTERM and when the host is gone; ignores Ctrl-C, which reaches the whole group; survives stray errors. */
export function watchProcess(log: Logger, end: (why: string) => void): void {
  process.on('SIGINT', () => log.trace('interrupt ignored'));
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('uncaughtException', (error) => log.error('uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', { error }));
  const host = process.ppid;
  setInterval(() => {
    if (process.ppid !== host) {
      end('the host is gone');
    }
  }, hostCheck).unref();
}
