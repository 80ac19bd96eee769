import { constants } from 'node:sqlite';
import { personalColumns } from '../views/sql';
import { allowedFunctions, allowedModules } from './functions';

/** What SQLite asks an authorizer: a code and four texts whose meaning it gives. */
export type Question = readonly [code: number, ...texts: Array<string | null>];

export interface RulesOptions {
  /** Table → the secret name of the view through which alone it may be read. */
  readonly innerViews: ReadonlyMap<string, string>;
  readonly personal: boolean;
  /** Names, in lower case, of everything in the file that can be read: a table of none of them is a CTE. */
  readonly taken?: ReadonlySet<string>;
}

/** Allows what reads views; everything that isn't named here is denied. */
export class Rules {
  private readonly innerViews: ReadonlyMap<string, string>;
  private readonly readable: ReadonlySet<string>;
  private readonly personal: boolean;
  private readonly taken: ReadonlySet<string> | undefined;
  private refused: string | undefined;

  constructor({ innerViews, personal, taken }: RulesOptions) {
    this.taken = taken;
    this.innerViews = innerViews;
    this.readable = new Set([...innerViews.keys(), ...innerViews.values()]);
    this.personal = personal;
  }

  /** What was denied first since this was last asked, in words of SQL. */
  takeRefused(): string | undefined {
    const { refused } = this;
    this.refused = undefined;
    return refused;
  }

  answer([code, ...texts]: Question): number {
    if (this.allows(code, texts)) {
      return constants.SQLITE_OK;
    }
    this.refused ??= wordOf(code, texts);
    return constants.SQLITE_DENY;
  }

  private allows(code: number, [first, second, database, through]: ReadonlyArray<string | null>): boolean {
    switch (code) {
      case constants.SQLITE_SELECT:
      case constants.SQLITE_RECURSIVE:
        return true;
      case constants.SQLITE_FUNCTION:
        return allowedFunctions.has(second?.toLowerCase() ?? '');
      case constants.SQLITE_READ:
        return this.mayRead(first ?? '', second ?? '', database ?? '', through ?? '');
      default:
        return false;
    }
  }

  private mayRead(table: string, column: string, database: string, through: string): boolean {
    if (database === 'temp') {
      return this.readable.has(table);
    }
    if (column === '' && database === '' && this.isCte(table.toLowerCase())) {
      return true;
    }
    if (allowedModules.has(table)) {
      return true;
    }
    const inner = this.innerViews.get(table);
    return inner !== undefined && inner === through && (this.personal || !personalColumns.has(`${table}.${column}`));
  }

  /** Rows that are only counted are read by the name that the author wrote. */
  private isCte(name: string): boolean {
    return this.taken !== undefined && !this.taken.has(name) && !/^(sqlite|pragma)_/.test(name);
  }
}

const names = new Map(
  Object.entries(constants)
    .filter(([name]) =>
      /^SQLITE_(CREATE|DROP|ALTER|INSERT|UPDATE|DELETE|ATTACH|DETACH|PRAGMA|TRANS|SAVE|ANA|REIN)/.test(name)
    )
    .map(([name, code]) => [code, name.replace('SQLITE_', '').replaceAll('_', ' ')])
);

function wordOf(code: number, [first, second]: ReadonlyArray<string | null>): string {
  if (code === constants.SQLITE_FUNCTION) {
    return `${second ?? ''}()`;
  }
  if (code === constants.SQLITE_READ) {
    return first ?? '';
  }
  return names.get(code) ?? `#${String(code)}`;
}
