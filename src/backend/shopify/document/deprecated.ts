import {
  getNamedType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** Something in a document that Shopify has deprecated. */
export interface Deprecated {
  /** As `Order.totalPrice`, `QueryRoot.orders(sortKey:)`, `OrderSortKeys.ID` or `OrderInput.note`. */
  readonly name: string;
  /** Shopify's own words, in English. */
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Every use of a deprecated field, argument, input field or enum value, in the document's order. */
export function deprecatedIn(schema: GraphQLSchema, document: DocumentNode): Deprecated[] {
  const found: Deprecated[] = [];
  const typeInfo = new TypeInfo(schema);
  const note = (node: ASTNode, reason: string | null | undefined, name: string) => {
    if (reason !== null && reason !== undefined) {
      const { line = 1, column = 1 } = node.loc?.startToken ?? {};
      found.push({ name, reason: plain(reason), line, column });
    }
  };
  const place = () => `${typeInfo.getParentType()?.name ?? ''}.${typeInfo.getFieldDef()?.name ?? ''}`;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: (node) => note(node, typeInfo.getFieldDef()?.deprecationReason, place()),
      Argument: (node) => {
        const directive = typeInfo.getDirective();
        const of = directive ? `@${directive.name}` : place();
        note(node, typeInfo.getArgument()?.deprecationReason, `${of}(${node.name.value}:)`);
      },
      ObjectField: (node) => {
        const input = getNamedType(typeInfo.getParentInputType() ?? undefined);
        const definition = isInputObjectType(input) ? input.getFields()[node.name.value] : undefined;
        note(node, definition?.deprecationReason, `${input?.name ?? ''}.${node.name.value}`);
      },
      EnumValue: (node) =>
        note(
          node,
          typeInfo.getEnumValue()?.deprecationReason,
          `${getNamedType(typeInfo.getInputType() ?? undefined)?.name ?? ''}.${node.value}`
        ),
    })
  );
  return found;
}

/** Shopify writes Markdown links; a notice is plain text. */
function plain(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim();
}
