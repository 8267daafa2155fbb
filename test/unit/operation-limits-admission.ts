import { buildSchema, type GraphQLSchema } from 'graphql';
import { expect } from 'vitest';
import { Failure } from '../../src/errors.ts';
import {
  type AdmittedOperation,
  admitOperation,
  type OperationRequest,
} from '../../src/server/operation-limits.ts';

/** One of everything that the limits tell apart. */
export const sampleSchema = buildSchema(`
  enum Colour { RED BLUE }
  input Nested { name: String!, size: Int = 3, colour: Colour, tags: [String!] }
  input Outer { inner: Nested!, many: [Nested!] }
  type Node { id: ID!, name: String, child: Node, other: Node, children(first: Int! = 20): [Node!]!, loose(first: Int): [Node!]! }
  type Leaf { text: String }
  union Thing = Node | Leaf
  type Query {
    node(id: ID, ids: [ID!], outer: Outer, colour: Colour, size: Int): Node
    text(of: String): String
    things(first: Int! = 20): [Thing!]!
    a: Int b: Int c: Int d: Int e: Int f: Int
  }
  type Mutation { login(email: String!, password: String!): Node, logout: Boolean }
  type Subscription { tick(from: Int): Int, tock: Int }
`);

export interface Admission {
  admit(query: string, request?: Partial<OperationRequest>): AdmittedOperation;
  /** The failure that the operation meets; throws if it is admitted. */
  refusal(query: string, request?: Partial<OperationRequest>): Failure;
}

/** Asks as HTTP would, with introspection off, unless a request says otherwise. */
export function admissionTo(schema: GraphQLSchema): Admission {
  const admit = (query: string, request: Partial<OperationRequest> = {}) =>
    admitOperation({ schema, query, introspection: false, allow: ['query', 'mutation'], ...request });
  return {
    admit,
    refusal(query, request) {
      try {
        admit(query, request);
      } catch (error) {
        if (error instanceof Failure) return error;
        throw error;
      }
      throw new Error(`Admitted: ${query.slice(0, 200)}`);
    },
  };
}

export const tooComplex = (limit: number, actual: number) => ({
  extensions: { code: 'QUERY_TOO_COMPLEX', limit, actual },
});

export const badInputAt = (path: string) => ({
  extensions: { code: 'BAD_USER_INPUT', fields: [expect.objectContaining({ path })] },
});

export const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
