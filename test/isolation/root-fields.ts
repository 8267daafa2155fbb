import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { emitSchema } from '../../src/graph/emit.ts';

export const schema = buildSchema(emitSchema());

export interface RootField {
  /** `Query.viewer` */
  place: string;
  name: string;
  isSubscription: boolean;
  /** The operation that asks for everything there is. */
  document: string;
}

/** Levels below the root field: one less than an operation may have. */
const deepest = 7;

export const rootFields: RootField[] = (['Query', 'Mutation', 'Subscription'] as const).flatMap((root) => {
  const type = schema.getType(root);
  if (!isObjectType(type)) throw new Error(`${root} is no type of the schema`);
  return Object.values(type.getFields()).map((field) => ({
    place: `${root}.${field.name}`,
    name: field.name,
    isSubscription: root === 'Subscription',
    document: documentOf(root, field),
  }));
});

export function rootField(place: string): RootField {
  const found = rootFields.find((field) => field.place === place);
  if (!found) throw new Error(`${place} is no root field`);
  return found;
}

function documentOf(root: string, { name, args, type }: GraphQLField<unknown, unknown>): string {
  // What has a default may be left out.
  const typeOf = (arg: GraphQLArgument) => (isRequiredArgument(arg) ? arg.type : getNullableType(arg.type));
  const declared = args.map((arg) => `$${arg.name}: ${typeOf(arg)}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const inBrackets = (list: string) => (list ? `(${list})` : '');
  const operation = `${root.toLowerCase()} Try${inBrackets(declared)}`;
  return `${operation} { ${name}${inBrackets(passed)}${selectionOf(type, [])} }`;
}

function selectionOf(output: GraphQLOutputType, above: readonly string[]): string {
  const type = getNamedType(output);
  if (isUnionType(type)) {
    const members = type.getTypes().map((member) => `... on ${member}${selectionOf(member, above)}`);
    return ` { __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter(
    (field) => !field.args.some(isRequiredArgument) && isWithin(field.type, above),
  );
  return ` { ${fields.map(({ name, type: of }) => name + selectionOf(of, [...above, type.name])).join(' ')} }`;
}

function isWithin(output: GraphQLOutputType, above: readonly string[]): boolean {
  const type = getNamedType(output);
  const isLeaf = !isObjectType(type) && !isUnionType(type);
  return isLeaf || (above.length + 1 < deepest && !above.includes(type.name));
}

/** Arguments that are as good as an id: they lead to somebody's rows. */
const credentials = ['token', 'refreshToken', 'apiKey'];

/** Every argument, inside inputs too, that takes an id or a credential: `Mutation.sendChatMessage.input.sessionId`. */
export const idArguments: { path: string; type: string }[] = rootFields.flatMap(({ place }) => {
  const [root = '', name = ''] = place.split('.');
  const type = schema.getType(root);
  const args = isObjectType(type) ? (type.getFields()[name]?.args ?? []) : [];
  return args.flatMap((arg) => idsIn(`${place}.${arg.name}`, arg.name, arg.type));
});

function idsIn(path: string, name: string, input: GraphQLInputType): { path: string; type: string }[] {
  const type = getNamedType(input);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) =>
      idsIn(`${path}.${field.name}`, field.name, field.type),
    );
  const isId = type.name === 'ID' || type.name === 'UUID' || credentials.includes(name);
  return isId ? [{ path, type: type.name }] : [];
}
