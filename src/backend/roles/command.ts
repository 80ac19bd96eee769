/** A program and the arguments that come before those of the role. */
export interface RoleCommand {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** Where a compiled executable keeps its own sources: a folder that is on no disk. */
const embedded = /^(\/\$bunfs\/|[A-Z]:[\\/]~BUN[\\/])/i;

/** How the running program is started once more: a compiled executable by itself, sources by their runtime. */
export function ownCommand({ execPath, argv }: Pick<NodeJS.Process, 'execPath' | 'argv'> = process): RoleCommand {
  const entry = argv[1];
  return { program: execPath, arguments: entry === undefined || embedded.test(entry) ? [] : [entry] };
}
