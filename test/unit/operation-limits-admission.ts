import type { GraphQLSchema } from 'graphql';
import { expect } from 'vitest';
import { Failure } from '../../src/errors.ts';
import {
  type AdmittedOperation,
  admitOperation,
  type OperationRequest,
} from '../../src/server/operation-limits.ts';

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
