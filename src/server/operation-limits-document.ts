import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  Lexer,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  print,
  Source,
  specifiedRules,
  TokenKind,
  type ValidationContext,
  type ValidationRule,
  ValuesOfCorrectTypeRule,
  validate,
  visit,
} from 'graphql';
import { Failure, type FieldFault } from '../errors.ts';
import { type InputPath, inputFault, inputPathOf, shortened } from './operation-limits-faults.ts';
import { assertShape, fragmentsOf } from './operation-limits-shape.ts';
import { assertWithin, operationLimits } from './operation-limits-table.ts';

// Enough to mend a query by; more would only cost time.
const maxErrors = 5;

export interface CheckedDocument {
  document: DocumentNode;
  tokens: number;
  /** Operations that read nothing but the schema. */
  introspections: ReadonlySet<OperationDefinitionNode>;
}

/** Parses and validates a document, the cheap refusals first. */
export function checkDocument(schema: GraphQLSchema, query: string, introspection: boolean): CheckedDocument {
  const source = new Source(query);
  const tokens = speakingOfSyntax(() => countTokens(source));
  const document = speakingOfSyntax(() => parse(source, { maxTokens: operationLimits.tokens }));
  const introspections = assertShape(document);
  assertTidy(document);
  assertValid(schema, withoutRepeats(document), introspection);
  return { document, tokens, introspections };
}

/** Bounds length and nesting before the parser, which calls itself for every bracket, sees the text. */
function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let tokens = 0;
  let open = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (kind === TokenKind.BRACE_L || kind === TokenKind.BRACKET_L || kind === TokenKind.PAREN_L) open += 1;
    if (kind === TokenKind.BRACE_R || kind === TokenKind.BRACKET_R || kind === TokenKind.PAREN_R) open -= 1;
    tokens += 1;
    assertWithin(operationLimits.tokens, tokens, 'tokens');
    assertWithin(operationLimits.nesting, open, 'open brackets');
  }
  return tokens;
}

function speakingOfSyntax<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure || !(error instanceof GraphQLError)) throw error;
    // A literal that stands in the wrong place may be a secret.
    const message = error.message.replace(/\b(String|BlockString|Int|Float) ".*"/s, '$1');
    throw new Failure('BAD_USER_INPUT', `${shortened(message)}${placeOf(error)}`);
  }
}

/** Long lists, and fragments that are not there: validation compares every pair of the latter. */
function assertTidy(document: DocumentNode): void {
  const fragments = fragmentsOf(document);
  visit(document, {
    enter(node) {
      if (node.kind === Kind.LIST) {
        assertWithin(operationLimits.listEntries, node.values.length, 'entries in a list');
      }
      if (node.kind === Kind.FRAGMENT_SPREAD && !fragments.has(node.name.value)) {
        throw new Failure('BAD_USER_INPUT', shortened(`Unknown fragment "${node.name.value}".`));
      }
    },
  });
}

/**
 * The document without selections that repeat a neighbour word for word. They mean nothing, but validation compares each with each:
 * 240 of them took a tenth of a second.
 */
function withoutRepeats(document: DocumentNode): DocumentNode {
  return visit(document, {
    leave(node) {
      if (node.kind !== Kind.SELECTION_SET) return undefined;
      const selections = new Map(node.selections.map((selection) => [print(selection), selection]));
      return { ...node, selections: [...selections.values()] };
    },
  });
}

function assertValid(schema: GraphQLSchema, document: DocumentNode, introspection: boolean): void {
  const fields: FieldFault[] = [];
  const rules = specifiedRules.map((rule) =>
    rule === ValuesOfCorrectTypeRule ? discreetValuesRule((fault) => fields.push(fault)) : rule,
  );
  if (!introspection) rules.push(NoSchemaIntrospectionCustomRule);
  const errors = validate(schema, document, rules, { maxErrors, hideSuggestions: !introspection });
  if (errors.length === 0) return;
  const message = errors.map((error) => `${shortened(error.message)}${placeOf(error)}`).join(' ');
  throw new Failure('BAD_USER_INPUT', message, fields.length > 0 ? { fields } : {});
}

/** graphql's rule about literals, saying what was expected and where instead of quoting what was written. */
function discreetValuesRule(onFault: (fault: FieldFault) => void): ValidationRule {
  return (context): ASTVisitor => {
    const reportError = (error: GraphQLError) => {
      const [node] = error.nodes ?? [];
      const path: InputPath = node ? inputPathOf(context.getDocument(), node) : [];
      const fault = inputFault(path, error, context.getInputType()?.toString());
      if (fault.path) onFault(fault);
      const message = fault.path ? `${fault.path}: ${fault.message}` : fault.message;
      context.reportError(new GraphQLError(message, { nodes: error.nodes ?? null }));
    };
    const discreet: ValidationContext = Object.create(context, { reportError: { value: reportError } });
    return ValuesOfCorrectTypeRule(discreet);
  };
}

function placeOf(error: GraphQLError): string {
  const [place] = error.locations ?? [];
  return place ? ` (line ${place.line}, column ${place.column})` : '';
}
