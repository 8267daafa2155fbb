import { type ASTNode, BREAK, type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import { Failure, type FieldFault } from '../errors.ts';

export type InputPath = readonly (string | number)[];

const maxMessageLength = 300;
const missingField = /^Field "(?:\w+\.)?(\w+)" of required type/;
// A made-up name may be of any length and hold anything.
const unknownField = /^Field "([_A-Za-z]\w{0,63})" is not defined/;

/**
 * What is wrong with an input, without the value itself: graphql's own messages and many a scalar's quote it. A Failure is our own
 * and keeps its words.
 */
export function inputFault(path: InputPath, error: GraphQLError, expected?: string): FieldFault {
  const [, missing] = missingField.exec(error.message) ?? [];
  if (missing) return { path: [...path, missing].join('.'), message: 'Required.' };
  const [, unknown] = unknownField.exec(error.message) ?? [];
  if (unknown) return { path: [...path, unknown].join('.'), message: 'Unknown field.' };
  return { path: path.join('.'), message: wordsOf(error, expected) };
}

export function badInputs(faults: FieldFault[]): Failure {
  const message = faults
    .map((fault) => (fault.path ? `${fault.path}: ${fault.message}` : fault.message))
    .join(' ');
  return new Failure('BAD_USER_INPUT', message, { fields: faults });
}

function wordsOf(error: GraphQLError, expected: string | undefined): string {
  const own = [error, error.originalError, error.originalError?.cause].find(
    (cause) => cause instanceof Failure,
  );
  if (own) return own.message;
  return expected ? `Expected a value of type ${expected}.` : 'Not a valid value.';
}

/** Argument, input fields and list places that lead to a value, or to the object that holds a field; empty outside of arguments. */
export function inputPathOf(document: DocumentNode, sought: ASTNode): InputPath {
  const trail: InputPath[] = [];
  let found: InputPath = [];
  visit(document, {
    enter(node, key, _parent, _path, ancestors) {
      trail.push(stepTo(node, key, ancestors.at(-1)));
      if (node !== sought) return undefined;
      found = (node.kind === Kind.OBJECT_FIELD ? trail.slice(0, -1) : trail).flat();
      return BREAK;
    },
    leave() {
      trail.pop();
    },
  });
  return found;
}

function stepTo(
  node: ASTNode,
  key: string | number | undefined,
  owner: ASTNode | readonly ASTNode[] | undefined,
): InputPath {
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return [node.name.value];
  const inList = owner !== undefined && 'kind' in owner && owner.kind === Kind.LIST;
  return inList && key !== undefined ? [key] : [];
}

/** graphql's messages hold names as they were written, of any length. */
export function shortened(message: string): string {
  return message.length <= maxMessageLength ? message : `${message.slice(0, maxMessageLength)}…`;
}
