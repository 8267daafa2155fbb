import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  visit,
} from 'graphql';
import { badInput } from '../errors.ts';
import { fragmentsOf } from './operation-limits-shape.ts';
import { assertWithin, operationLimits } from './operation-limits-table.ts';
import type { Variables } from './operation-limits-variables.ts';

type FieldDefinition = GraphQLField<unknown, unknown>;

interface Bill {
  schema: GraphQLSchema;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  variables: Variables;
}

/** Refuses a valid operation whose object fields, each counted once per entry of every page above it, come to too much. */
export function assertAffordable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): void {
  const root = schema.getRootType(operation.operation);
  if (!root) return;
  const bill: Bill = { schema, fragments: fragmentsOf(document), variables };
  assertWithin(operationLimits.cost, costOf(operation.selectionSet, root, 1, bill), 'units of cost');
}

/**
 * Whether the price is the same whatever the variables: none of them can be left out or null, and none says how long a page is or
 * stands in a directive.
 */
export function isPricedAlike(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
): boolean {
  let isAlike = variableDefinitions.every(({ type }) => type.kind === Kind.NON_NULL_TYPE);
  const refuse = () => {
    isAlike = false;
    return BREAK;
  };
  const findVariable = { [Kind.VARIABLE]: refuse };
  visit(document, {
    [Kind.DIRECTIVE]: (node) => void visit(node, findVariable),
    [Kind.ARGUMENT]: (node) => {
      if (node.name.value === 'first') visit(node, findVariable);
    },
  });
  return isAlike;
}

function costOf(
  selectionSet: SelectionSetNode,
  parent: GraphQLCompositeType,
  times: number,
  bill: Bill,
): number {
  return selectionSet.selections
    .map((selection) => costOfSelection(selection, parent, times, bill))
    .reduce((total, cost) => total + cost, 0);
}

function costOfSelection(
  selection: SelectionNode,
  parent: GraphQLCompositeType,
  times: number,
  bill: Bill,
): number {
  for (const directive of [GraphQLIncludeDirective, GraphQLSkipDirective]) {
    inOurWords(() => getDirectiveValues(directive, selection, bill.variables));
  }
  if (selection.kind === Kind.FIELD) return costOfField(selection, parent, times, bill);
  const part = selection.kind === Kind.FRAGMENT_SPREAD ? bill.fragments.get(selection.name.value) : selection;
  if (!part) return 0;
  const type = part.typeCondition ? bill.schema.getType(part.typeCondition.name.value) : parent;
  return isCompositeType(type) ? costOf(part.selectionSet, type, times, bill) : 0;
}

function costOfField(node: FieldNode, parent: GraphQLCompositeType, times: number, bill: Bill): number {
  const definition = definitionOf(node, parent);
  if (!definition) return 0;
  const values = inOurWords(() => getArgumentValues(definition, node, bill.variables));
  const type = getNamedType(definition.type);
  if (!node.selectionSet || !isCompositeType(type)) return 0;
  return times + costOf(node.selectionSet, type, times * pageSizeOf(definition, values), bill);
}

function definitionOf(node: FieldNode, parent: GraphQLCompositeType): FieldDefinition | undefined {
  const meta = [SchemaMetaFieldDef, TypeMetaFieldDef].find(({ name }) => name === node.name.value);
  if (meta) return meta;
  return isUnionType(parent) ? undefined : parent.getFields()[node.name.value];
}

/** A null variable passes validation where the argument has a default, and would surface in the middle of execution. */
function inOurWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const [, name] = /^Argument "(\w+)"/.exec(error instanceof Error ? error.message : '') ?? [];
    if (!name) throw error;
    throw badInput(name, `${name} must have a value that fits.`);
  }
}

/** How often everything below a field may come: its `first`, or once where it has none. */
function pageSizeOf(definition: FieldDefinition, values: Record<string, unknown>): number {
  if (!definition.args.some(({ name }) => name === 'first')) return 1;
  const { firstMin, firstMax } = operationLimits;
  const { first = firstMax } = values;
  if (typeof first === 'number' && first >= firstMin && first <= firstMax) return first;
  throw badInput('first', `first must be between ${firstMin} and ${firstMax}.`);
}
