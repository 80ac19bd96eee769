import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fail } from '../fail';

/** Limits that keep a document from costing more to look at than to answer. */
export const documentLimits = { characters: 100_000, tokens: 10_000, depth: 20, fields: 2_000 } as const;

export interface ParsedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/**
 * Reads a document that may be sent: exactly one operation, a query, of bounded size. Decided on the syntax tree, as a
 * schema without mutations still validates one.
 */
export function parseDocument(text: string): ParsedDocument {
  if (text.trim() === '') {
    throw fail('documentEmpty', {});
  }
  if (text.length > documentLimits.characters) {
    throw fail('documentTooLarge', { limit: documentLimits.characters });
  }
  const document = parseText(text);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const operation = operations[0];
  for (const { operation: type } of operations) {
    if (type !== OperationTypeNode.QUERY) {
      throw fail(type === OperationTypeNode.MUTATION ? 'mutationRefused' : 'subscriptionRefused', {});
    }
  }
  if (operation === undefined) {
    throw fail('noOperation', {});
  }
  if (operations.length > 1) {
    throw fail('severalOperations', { count: operations.length });
  }
  refuseDefer(document);
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment])
  );
  new Measure(fragments).walk(operation.selectionSet, 1);
  return { document, operation, fragments };
}

function parseText(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: documentLimits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    if (/more that|more than/.test(error.message)) {
      throw fail('documentTooLarge', { limit: documentLimits.characters }, { cause: error });
    }
    const at = error.locations?.[0];
    const message = error.message.replace(/^Syntax Error: /, '');
    throw fail('syntax', { message, line: at?.line ?? 1, column: at?.column ?? 1 }, { cause: error });
  }
}

function refuseDefer(document: DocumentNode): void {
  visit(document, {
    Directive({ name }) {
      if (name.value === 'defer' || name.value === 'stream') {
        throw fail('deferRefused', { directive: `@${name.value}` });
      }
    },
  });
}

/** Depth and number of fields as Shopify would see them: fragments count wherever they are spread. */
class Measure {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  #fields = 0;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  walk(selectionSet: SelectionSetNode, depth: number): void {
    if (depth > documentLimits.depth) {
      throw fail('documentTooDeep', { limit: documentLimits.depth });
    }
    for (const selection of selectionSet.selections) {
      this.#fields += 1;
      if (this.#fields > documentLimits.fields) {
        throw fail('documentTooLarge', { limit: documentLimits.fields });
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment !== undefined) {
          this.walk(fragment.selectionSet, depth + 1);
        }
      } else if (selection.selectionSet !== undefined) {
        this.walk(selection.selectionSet, depth + 1);
      }
    }
  }
}
