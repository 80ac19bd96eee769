import {
  GraphQLError,
  Kind,
  isTypeNode,
  parse,
  specifiedRules,
  validate,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** An entry of `errors` as it is sent. */
export interface ErrorBody {
  readonly message: string;
  readonly locations?: ReadonlyArray<{ readonly line: number; readonly column: number }>;
  readonly path?: ReadonlyArray<string | number>;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export type Parsed =
  | { readonly document: DocumentNode; readonly errors?: undefined }
  | { readonly document?: undefined; readonly errors: readonly ErrorBody[] };

const cache = new WeakMap<GraphQLSchema, Map<string, Parsed>>();
const cacheSize = 200;

/** Parses and validates a document, with errors in Shopify's words. The same text is only read once. */
export function readDocument(schema: GraphQLSchema, text: string): Parsed {
  const known = cache.get(schema) ?? new Map<string, Parsed>();
  cache.set(schema, known);
  const found = known.get(text) ?? read(schema, text);
  if (known.size >= cacheSize && !known.has(text)) {
    const oldest = known.keys().next();
    known.delete(oldest.done === true ? text : oldest.value);
  }
  known.set(text, found);
  return found;
}

function read(schema: GraphQLSchema, text: string): Parsed {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 20_000 });
  } catch (error) {
    return { errors: [parseError(error)] };
  }
  const errors = validate(schema, document, specifiedRules, { maxErrors: 20 });
  return errors.length === 0 ? { document } : { errors: errors.map((error) => validationError(error, document)) };
}

function parseError(error: unknown): ErrorBody {
  if (!(error instanceof GraphQLError)) {
    throw error;
  }
  const [at] = error.locations ?? [];
  const what = /Unexpected <EOF>|found <EOF>/.test(error.message)
    ? 'unexpected end of file'
    : error.message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
  const place = at === undefined ? '' : ` at [${at.line}, ${at.column}]`;
  return {
    message: `syntax error, ${what.charAt(0).toLowerCase()}${what.slice(1)}${place}`,
    ...(at === undefined ? {} : { locations: [at] }),
    extensions: { code: 'PARSE_ERROR' },
  };
}

interface Wording {
  readonly pattern: RegExp;
  readonly say: (match: readonly string[]) => {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  };
}

/** graphql-js's messages and what Shopify says in their place. Others keep their text. */
const wordings: readonly Wording[] = [
  {
    pattern: /^Cannot query field "(.+?)" on type "(.+?)"/,
    say: ([, field = '', type = '']) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: 'undefinedField', typeName: type, fieldName: field },
    }),
  },
  {
    pattern: /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    say: ([, field = '', type = '']) => {
      const name = type.replace(/[[\]!]/g, '');
      return {
        message: `Field must have selections (field '${field}' returns ${name} but has no selections. Did you mean '${field} { ... }'?)`,
        extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName: name },
      };
    },
  },
  {
    pattern: /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    say: ([, field = '', type = '']) => ({
      message: `Selections can't be made on scalars (field '${field}' returns ${type.replace(/[[\]!]/g, '')} but has selections)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${field}'`, typeName: type.replace(/[[\]!]/g, '') },
    }),
  },
  {
    pattern: /^Unknown argument "(.+?)" on field "(.+?)\.(.+?)"/,
    say: ([, argument = '', , field = '']) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: { code: 'argumentNotAccepted', name: field, typeName: 'Field', argumentName: argument },
    }),
  },
  {
    pattern:
      /^(?:Field|Argument) "(.+?)" (?:argument )?"?(.*?)"? ?of type "(.+?)" is required, but it was not provided/,
    say: ([, field = '', argument = '']) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name: field, arguments: argument },
    }),
  },
  {
    pattern: /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    say: ([, variable = '', operation]) => ({
      message: `Variable $${variable} is declared by ${operation ?? 'anonymous query'} but not used`,
      extensions: { code: 'variableNotUsed', variableName: variable },
    }),
  },
  {
    pattern: /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    say: ([, variable = '', operation]) => ({
      message: `Variable $${variable} is used by ${operation ?? 'anonymous query'} but not declared`,
      extensions: { code: 'variableNotDefined', variableName: variable },
    }),
  },
  {
    pattern: /^Unknown directive "@(.+?)"/,
    say: ([, directive = '']) => ({
      message: `Directive @${directive} is not defined`,
      extensions: { code: 'undefinedDirective', directiveName: directive },
    }),
  },
  {
    pattern: /^Unknown fragment "(.+?)"/,
    say: ([, fragment = '']) => ({
      message: `Fragment ${fragment} was used, but not defined`,
      extensions: { code: 'useAndDefineFragment', fragmentName: fragment },
    }),
  },
];

function validationError(error: GraphQLError, document: DocumentNode): ErrorBody {
  const node = error.nodes?.[0];
  const path = node === undefined ? undefined : pathOf(document, node);
  const shared = {
    ...(error.locations ? { locations: error.locations } : {}),
    ...(path === undefined ? {} : { path }),
  };
  for (const { pattern, say } of wordings) {
    const match = pattern.exec(error.message);
    if (match !== null) {
      return { ...shared, ...say(match) };
    }
  }
  return { ...shared, message: error.message, extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field' } };
}

/** `['query Name', 'orders', 'nodes', 'field']`: how Shopify names a place in the document. */
function pathOf(document: DocumentNode, target: ASTNode): string[] | undefined {
  const found: string[] = [];
  function search(node: ASTNode): boolean {
    const name = nameOf(node);
    found.push(...name);
    if (node === target || children(node).some(search)) {
      return true;
    }
    found.length -= name.length;
    return false;
  }
  return search(document) ? found : undefined;
}

function nameOf(node: ASTNode): string[] {
  switch (node.kind) {
    case Kind.OPERATION_DEFINITION:
      return [node.name === undefined ? node.operation : `${node.operation} ${node.name.value}`];
    case Kind.FRAGMENT_DEFINITION:
      return [`fragment ${node.name.value}`];
    case Kind.FIELD:
      return [node.alias?.value ?? node.name.value];
    case Kind.ARGUMENT:
      return [node.name.value];
    default:
      return [];
  }
}

function children(node: ASTNode): ASTNode[] {
  switch (node.kind) {
    case Kind.DOCUMENT:
      return [...node.definitions];
    case Kind.OPERATION_DEFINITION:
      return [...(node.variableDefinitions ?? []), ...(node.directives ?? []), node.selectionSet];
    case Kind.FRAGMENT_DEFINITION:
    case Kind.INLINE_FRAGMENT:
      return [...(node.directives ?? []), node.selectionSet];
    case Kind.SELECTION_SET:
      return [...node.selections];
    case Kind.FIELD:
      return [...(node.arguments ?? []), ...(node.directives ?? []), ...(node.selectionSet ? [node.selectionSet] : [])];
    case Kind.ARGUMENT:
      return [node.value];
    default:
      return isTypeNode(node) ? [] : [];
  }
}
