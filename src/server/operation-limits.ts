import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { Failure } from '../errors.ts';
import { assertAffordable, isPricedAlike } from './operation-limits-cost.ts';
import { type CheckedDocument, checkDocument } from './operation-limits-document.ts';
import { readVariables } from './operation-limits-variables.ts';

export interface OperationRequest {
  schema: GraphQLSchema;
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  /** Whether the schema may be asked for; decides about hints in messages too. */
  introspection: boolean;
  /** What this transport carries. */
  allow: readonly `${OperationTypeNode}`[];
}

export interface AdmittedOperation {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

// In tokens of the documents kept: about 25 MB of syntax trees.
const cachedTokens = 50_000;
const documentsBySchema = new WeakMap<GraphQLSchema, LRUCache<string, CheckedDocument>>();

/**
 * Decides whether an operation may run, whichever transport brought it: parses, measures, validates, reads the variables and prices
 * it. Fails with QUERY_TOO_COMPLEX (limit, actual) or BAD_USER_INPUT (fields, where an input is wrong); no resolver has run then.
 */
export function admitOperation(request: OperationRequest): AdmittedOperation {
  const { schema, introspection } = request;
  const { document, introspections } = readDocument(schema, request.query, introspection);
  const operation = selectOperation(document, request.operationName ?? null);
  assertAllowed(operation, request.allow);
  const variables = readVariables(schema, operation, request.variables ?? {});
  if (!introspections.has(operation) && !affordable.has(operation)) {
    assertAffordable(schema, document, operation, variables);
    if (isPricedAlike(document, operation)) affordable.add(operation);
  }
  return { document, operation };
}

/** Operations that were found affordable and always are, whatever their variables. */
const affordable = new WeakSet<OperationDefinitionNode>();

/** Only documents that pass are remembered: an error is told once and then belongs to its caller. */
function readDocument(schema: GraphQLSchema, query: string, introspection: boolean): CheckedDocument {
  const documents = documentsOf(schema);
  const key = `${introspection ? 'open' : 'closed'}:${query}`;
  const known = documents.get(key);
  if (known) return known;
  const checked = checkDocument(schema, query, introspection);
  documents.set(key, checked);
  return checked;
}

function documentsOf(schema: GraphQLSchema): LRUCache<string, CheckedDocument> {
  const known = documentsBySchema.get(schema);
  if (known) return known;
  const documents = new LRUCache<string, CheckedDocument>({
    maxSize: cachedTokens,
    sizeCalculation: ({ tokens }, key) => tokens + Math.ceil(key.length / 100),
  });
  documentsBySchema.set(schema, documents);
  return documents;
}

function selectOperation(document: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (name === null && operations.length > 1) {
    throw new Failure('BAD_USER_INPUT', 'Name the operation to run: the document holds several.');
  }
  const operation = name === null ? operations[0] : operations.find((one) => one.name?.value === name);
  if (!operation) throw new Failure('BAD_USER_INPUT', 'The document does not hold the operation to run.');
  return operation;
}

function assertAllowed({ operation }: OperationDefinitionNode, allow: OperationRequest['allow']): void {
  if (allow.includes(operation)) return;
  const served = allow.map((kind) => (kind === 'query' ? 'queries' : `${kind}s`)).join(' and ');
  throw new Failure('BAD_USER_INPUT', `A ${operation} cannot be sent this way: only ${served}.`);
}
