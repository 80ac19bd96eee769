import { Kind, type ArgumentNode, type FieldNode, type OperationDefinitionNode, type ValueNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

export function argument(node: FieldNode, name: string): ArgumentNode | undefined {
  return node.arguments?.find((candidate) => candidate.name.value === name);
}

/** An `Int` argument's value: a literal, a variable, or the variable's default. */
export function intValue(
  value: ValueNode | undefined,
  operation: OperationDefinitionNode,
  variables: Variables
): number | undefined {
  if (value?.kind === Kind.INT) {
    return Number(value.value);
  }
  if (value?.kind !== Kind.VARIABLE) {
    return undefined;
  }
  const given = variables[value.name.value];
  if (given !== undefined) {
    return typeof given === 'number' ? given : undefined;
  }
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value);
  return definition?.defaultValue === undefined ? undefined : intValue(definition.defaultValue, operation, variables);
}

/** A `String` argument's value, in the same way. */
export function stringValue(
  value: ValueNode | undefined,
  operation: OperationDefinitionNode,
  variables: Variables
): string | undefined {
  if (value?.kind === Kind.STRING) {
    return value.value;
  }
  if (value?.kind !== Kind.VARIABLE) {
    return undefined;
  }
  const given = variables[value.name.value];
  if (given !== undefined) {
    return typeof given === 'string' ? given : undefined;
  }
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === value.name.value);
  return definition?.defaultValue === undefined
    ? undefined
    : stringValue(definition.defaultValue, operation, variables);
}
