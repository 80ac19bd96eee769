import { Kind, type DocumentNode, type FragmentDefinitionNode } from 'graphql';

/** Named fragments of a document. */
export function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : []))
  );
}
