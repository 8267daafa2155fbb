import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { assertWithin, operationLimits } from './operation-limits-table.ts';

/** What a selection comes to once its fragments are flattened. */
interface Shape {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  rootFields: number;
  /** Whether every root field asks for the schema. */
  metaOnly: boolean;
}

const emptyShape: Shape = { depth: 0, fields: 0, aliases: 0, directives: 0, rootFields: 0, metaOnly: true };
const metaFields: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);
// Fragments that double each other reach astronomical counts: no need to follow them.
const countCap = 1_000_000;

/**
 * Refuses operations that are too deep or too wide, without a schema and before validation, some of whose rules are slow on such
 * documents. Every fragment is counted once, so that the work grows with the document's length only. Returns the operations that
 * read nothing but the schema: those may be deep and wide, and validation refuses them where the schema is not shown.
 */
export function assertShape(document: DocumentNode): ReadonlySet<OperationDefinitionNode> {
  const measure = measurerOf(document);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const introspections = operations.filter((operation) => {
    const shape = measure(operation);
    const asksForSchemaOnly = operation.operation === 'query' && shape.metaOnly;
    assertShapeWithin(shape, operation.operation, asksForSchemaOnly);
    return asksForSchemaOnly;
  });
  return new Set(introspections);
}

function assertShapeWithin(shape: Shape, kind: `${OperationTypeNode}`, exempt: boolean): void {
  if (!exempt) {
    assertWithin(operationLimits.depth, shape.depth, 'fields below one another');
    assertWithin(operationLimits.fields, shape.fields, 'fields');
  }
  assertWithin(operationLimits.aliases, shape.aliases, 'aliases');
  assertWithin(operationLimits.directives, shape.directives, 'directives');
  assertWithin(operationLimits.rootFields[kind], shape.rootFields, `root fields in a ${kind}`);
}

interface Ledger {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  measured: Map<string, Shape>;
  /** Fragments being measured, outermost first. */
  open: Set<string>;
}

function measurerOf(document: DocumentNode): (operation: OperationDefinitionNode) => Shape {
  const ledger: Ledger = { fragments: fragmentsOf(document), measured: new Map(), open: new Set() };
  return ({ selectionSet, directives = [], variableDefinitions = [] }) => {
    const onVariables = variableDefinitions.flatMap((definition) => definition.directives ?? []);
    return withDirectives(shapeOf(selectionSet, ledger), directives.length + onVariables.length);
  };
}

function shapeOf(selectionSet: SelectionSetNode, ledger: Ledger): Shape {
  return selectionSet.selections
    .map((selection) => withDirectives(shapeOfSelection(selection, ledger), selection.directives?.length))
    .reduce(sideBySide, emptyShape);
}

function shapeOfSelection(selection: SelectionNode, ledger: Ledger): Shape {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return shapeOfFragment(selection.name.value, ledger);
  const inside = selection.selectionSet ? shapeOf(selection.selectionSet, ledger) : emptyShape;
  if (selection.kind === Kind.INLINE_FRAGMENT) return inside;
  return {
    depth: inside.depth + 1,
    fields: inside.fields + 1,
    aliases: inside.aliases + (selection.alias ? 1 : 0),
    directives: inside.directives,
    rootFields: 1,
    metaOnly: metaFields.has(selection.name.value),
  };
}

function shapeOfFragment(name: string, ledger: Ledger): Shape {
  const fragment = ledger.fragments.get(name);
  // Told of by a later check.
  if (!fragment) return emptyShape;
  const known = ledger.measured.get(name);
  if (known) return known;
  // A fragment inside itself has no bottom.
  if (ledger.open.has(name)) return { ...emptyShape, depth: operationLimits.depth + 1, metaOnly: false };
  ledger.open.add(name);
  const shape = withDirectives(shapeOf(fragment.selectionSet, ledger), fragment.directives?.length);
  ledger.open.delete(name);
  ledger.measured.set(name, shape);
  return shape;
}

function withDirectives(shape: Shape, directives = 0): Shape {
  return directives === 0 ? shape : { ...shape, directives: shape.directives + directives };
}

function sideBySide(one: Shape, other: Shape): Shape {
  return {
    depth: Math.max(one.depth, other.depth),
    fields: Math.min(countCap, one.fields + other.fields),
    aliases: Math.min(countCap, one.aliases + other.aliases),
    directives: Math.min(countCap, one.directives + other.directives),
    rootFields: Math.min(countCap, one.rootFields + other.rootFields),
    metaOnly: one.metaOnly && other.metaOnly,
  };
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
