import {
  TypeInfo,
  getNamedType,
  isObjectType,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import type { Access, SchemaExtras } from '../../../schema/format';
import { grants } from '../scopes';
import type { AppSession } from '../shop';

/** Fields of a document that an app's scopes do not reach: `Type.field` to Shopify's words on what is needed. */
export function deniedFields(
  schema: GraphQLSchema,
  extras: SchemaExtras,
  document: DocumentNode,
  session: AppSession
): Map<string, string> {
  const denied = new Map<string, string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (parent && field) {
          const place = `${parent.name}.${field.name}`;
          const missing = [extras.fields[place], ...accessOf(schema, extras, getNamedType(field.type).name)].find(
            (access) => access !== undefined && !meets(session, access)
          );
          if (missing !== undefined) {
            for (const name of implementers(schema, parent.name)) {
              denied.set(`${name}.${field.name}`, missing.text);
            }
          }
        }
      },
    })
  );
  return denied;
}

/** What a type itself requires, and for a connection its nodes. */
function accessOf(schema: GraphQLSchema, extras: SchemaExtras, name: string): Array<Access | undefined> {
  const type = schema.getType(name);
  const node = name.endsWith('Connection') && isObjectType(type) ? type.getFields()['nodes'] : undefined;
  return [extras.types[name], node === undefined ? undefined : extras.types[getNamedType(node.type).name]];
}

function implementers(schema: GraphQLSchema, name: string): string[] {
  const type = schema.getType(name);
  return type !== undefined && 'getInterfaces' in type && !isObjectType(type)
    ? schema.getPossibleTypes(type).map((each) => each.name)
    : [name];
}

/** The tools of an app: a scope of every group; level 2 customer data where it is asked for. */
function meets(session: AppSession, access: Access): boolean {
  const scopes = access.scopes.every((group) => group.some((scope) => grants(session.scopes, scope)));
  return scopes && (access.customerData !== true || session.app.customerData !== false);
}
