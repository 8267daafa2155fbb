import { type GraphQLObjectType, type GraphQLOutputType, getNamedType, isObjectType } from 'graphql';

/** Everything that can be asked of a type, in GraphQL; for types that do not come back to themselves. */
export function fullSelection(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields()).map(({ name, type: of }) => `${name}${selectionOf(of)}`);
  return `{ ${fields.join(' ')} }`;
}

function selectionOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isObjectType(named) ? ` ${fullSelection(named)}` : '';
}
