import {
  type ASTVisitor,
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

export interface CompilableRequest {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  contextValue: unknown;
}

/**
 * Runs queries that come again and again as code of their own; whatever it leaves to graphql-js gets null. The answers are graphql-js's,
 * but for this: where two values of one object cannot be shown, it tells of both.
 */
export interface Compiled {
  run(request: CompilableRequest): Promise<ExecutionResult | null>;
}

/** Compiling takes as long as running so many times (6 to 25 ms): nobody has it done by asking once. */
export const compiledAfter = 24;
/** Some 100 KB each. */
const mostCompiled = 200;

interface Sight {
  times: number;
  run: CompiledQuery['query'] | null;
}

export function createCompiled(schema: GraphQLSchema): Compiled {
  // By its node: a document that comes again is the same one, for as long as it is remembered.
  const sights = new LRUCache<OperationDefinitionNode, Sight>({ max: mostCompiled });

  const seen = async ({ document, operation }: CompilableRequest): Promise<Sight> => {
    const sight = sights.get(operation) ?? { times: 0, run: null };
    sights.set(operation, sight);
    sight.times += 1;
    if (sight.times === compiledAfter && isCompilable(schema, document, operation))
      sight.run = await compile(schema, document, operation);
    return sight;
  };

  return {
    run: async (request) => {
      const { run } = await seen(request);
      if (!run) return null;
      const result = await run(undefined, request.contextValue, request.variables);
      if (!result.errors) return result;
      // Variables that do not fit, before any resolver has run: graphql-js says so in its own words.
      return result.data === undefined ? null : { ...result, errors: result.errors.map(rebuilt) };
    },
  };
}

/** Loaded when there is something to compile: it has no part in a start. */
async function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Promise<Sight['run']> {
  const { compileQuery, isCompiledQuery } = await import('graphql-jit');
  const compiled = compileQuery(schema, document, operation.name?.value);
  return isCompiledQuery(compiled) ? compiled.query : null;
}

/**
 * Queries alone; not where a variable stands inside a literal, which would be null instead of the field's default where it is left out;
 * and not where a type has to be found out, which is done by promises here.
 */
function isCompilable(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation }: OperationDefinitionNode,
): boolean {
  if (operation !== 'query') return false;
  let isPlain = true;
  let literals = 0;
  const types = new TypeInfo(schema);
  const visitor: ASTVisitor = {
    [Kind.OBJECT]: {
      enter: () => {
        literals += 1;
      },
      leave: () => {
        literals -= 1;
      },
    },
    [Kind.VARIABLE]: () => {
      if (literals > 0) isPlain = false;
    },
    [Kind.FIELD]: () => {
      if (isAbstractType(getNamedType(types.getType()))) isPlain = false;
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return isPlain;
}

/** Its own errors may not be changed and lack extensions. */
function rebuilt({ message, path, locations, originalError, extensions }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, {
    ...(path && { path }),
    ...(originalError && { originalError }),
    ...(extensions && { extensions }),
  });
  return locations
    ? Object.defineProperty(error, 'locations', { value: locations, enumerable: true })
    : error;
}
