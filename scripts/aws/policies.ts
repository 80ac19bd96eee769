import { z } from 'zod';
import type { Module } from './modules';

const texts = z.array(z.string());
const statement = z.object({
  sid: z.string().optional(),
  effect: z.enum(['Allow', 'Deny']).default('Allow'),
  actions: z.union([texts, z.string()]),
  resources: texts.optional(),
  principals: z.array(z.object({ type: z.string(), identifiers: texts })).default([]),
  condition: z.array(z.object({ test: z.string(), variable: z.string(), values: texts })).default([]),
});

export interface Statement {
  /** Name of the policy document. */
  readonly policy: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principals: readonly string[];
  readonly conditions: readonly string[];
}

/** The statements of a module's policy documents; lists in locals are looked up. */
export function statementsOf(module: Module): readonly Statement[] {
  const documents = module.data.filter(({ type }) => type === 'aws_iam_policy_document');
  return documents.flatMap(({ name, body }) =>
    z
      .array(statement)
      .parse(body['statement'])
      .map(({ effect, actions, resources = [], principals, condition }) => ({
        policy: name,
        effect,
        actions:
          typeof actions === 'string'
            ? texts.parse(module.locals[/^\$\{local\.(\w+)\}$/.exec(actions)?.[1] ?? ''])
            : actions,
        resources,
        principals: principals.flatMap(({ identifiers }) => identifiers),
        conditions: condition.map((each) => each.variable),
      }))
  );
}

/** What least privilege forbids in a module, in words; empty where there is nothing. */
export function faultsOf(module: Module): readonly string[] {
  return [...statementsOf(module).flatMap(faultsIn), ...unexplained(module), ...elsewhere(module)];
}

function faultsIn({ policy, effect, actions, resources, principals, conditions }: Statement): readonly string[] {
  const assumes = actions.length === 1 && actions[0] === 'sts:AssumeRole';
  return [
    ...actions
      .filter((action) => !/^[a-z0-9-]+:[A-Z]\w+$/.test(action))
      .map((action) => `${policy}: the action ${action} is not named whole`),
    ...(resources.length === 0 && !assumes ? [`${policy}: ${actions.join(', ')} name no resource`] : []),
    ...(effect === 'Allow' && resources.includes('*') && !actions.every(knowsNoResource)
      ? [`${policy}: ${actions.join(', ')} are allowed for everything`]
      : []),
    ...principals
      .filter((each) => !/^[a-z0-9-]+\.amazonaws\.com$/.test(each))
      .map((each) => `${policy}: ${each} is no service of AWS`),
    ...(principals.length > 0 && !assumes && conditions.length === 0
      ? [`${policy}: whoever uses the service may`]
      : []),
  ];
}

/** Actions that IAM lets be allowed for everything alone, and those by which Lambda joins a VPC. */
const knowsNoResource = (action: string): boolean =>
  action === 'ecr:GetAuthorizationToken' ||
  /^ec2:((Create|Delete|Describe)NetworkInterfaces?|DescribeSubnets|(Una|A)ssignPrivateIpAddresses)$/.test(action);

/** Every wildcard has a comment that says what for, on the line before. */
const unexplained = ({ text }: Module): readonly string[] =>
  [...text].flatMap(([file, body]) => {
    const lines = body.split('\n');
    return lines.flatMap((line, index) =>
      /^\s*(resources|values|actions)\s*=.*\*/.test(line) && !/^\s*# Wildcard: .{15,}/.test(lines[index - 1] ?? '')
        ? [`${file}:${index + 1}: a wildcard without "# Wildcard: why"`]
        : []
    );
  });

/** Rights that come by another way than the policy documents, where nothing of the above would see them. */
const elsewhere = ({ resources, data, text }: Module): readonly string[] => [
  ...[...resources, ...data]
    .filter(({ type }) => /policy_attachment|^aws_iam_policy$|^aws_iam_(user|group)/.test(type))
    .map(({ type, name }) => `${type}.${name}: rights are given by policy documents alone`),
  ...[...text]
    .filter(([, body]) => /managed_policy_arns|"?Statement"?\s*[=:]/.test(body))
    .map(([file]) => `${file}: a policy as text`),
];
