/** What a child learns from its command line, which everybody on the machine can read; all else comes by pipe. */
export interface RoleArguments {
  readonly role: string;
  /** The process that started it, with which it ends. */
  readonly parent: number;
  /** Bytes of resident memory at which it ends itself. */
  readonly memoryLimit: number | undefined;
}

const prefix = '--role=';

export function writeArguments({ role, parent, memoryLimit }: RoleArguments): readonly string[] {
  const limit = memoryLimit === undefined ? [] : [`--memory-limit=${memoryLimit}`];
  return [`${prefix}${role}`, `--parent=${parent}`, ...limit];
}

/** The role that a process was started in; undefined for one that was started by somebody else. */
export function readArguments(argv: readonly string[]): RoleArguments | undefined {
  const value = (name: string) => argv.find((each) => each.startsWith(name))?.slice(name.length);
  const role = value(prefix);
  const parent = Number(value('--parent='));
  if (role === undefined || !Number.isSafeInteger(parent)) {
    return undefined;
  }
  const limit = value('--memory-limit=');
  return { role, parent, memoryLimit: limit === undefined ? undefined : Number(limit) };
}
