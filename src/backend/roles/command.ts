/** A program and the arguments that come before those of the role. */
export interface RoleCommand {
  readonly program: string;
  readonly arguments: readonly string[];
}
