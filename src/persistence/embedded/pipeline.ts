import { Aggregator } from 'mingo/aggregator';
import { evalExpr } from 'mingo/core';
import { type Iterator, Lazy } from 'mingo/lazy';
import * as libraryStages from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { CommandFailure } from './failure.ts';
import { createContext } from './filter.ts';
import { valuesAt } from './paths.ts';
import { sortKey, toSortSpec } from './sort-keys.ts';
import { type Doc, isDoc, toDoc, toNumber } from './values.ts';

/** Documents of another collection that match a (promoted) filter, for `$lookup` and `$unionWith`. */
export type Join = (collection: string, filter: Doc) => Iterable<Doc>;

export interface PipelineOptions {
  variables?: Doc;
  join?: Join;
}

/** The shape of the library's stages; its own type for them is an intersection of all and admits none. */
type Stage = (docs: Iterator, operand: unknown, options: Options) => Iterator;

// Both would write into a copy of a collection.
const { $out: _out, $merge: _merge, ...stages } = libraryStages;

/** Runs an aggregation over promoted documents; stages that need not see all of them at once work one by one. */
export function* streamStages(
  docs: Iterable<Doc>,
  pipeline: readonly Doc[],
  options: PipelineOptions,
): Generator<Doc> {
  const { variables = {}, join = () => [] } = options;
  const context = createContext()
    .addPipelineOps({
      $sort: sortStage,
      $count: countStage,
      $sample: sampleStage,
      $lookup: lookupStage(join),
    } as never)
    .addPipelineOps(stages);
  const collectionResolver = (name: string) => [...join(name, {})];
  yield* run(docs, pipeline, { context, scriptEnabled: false, variables, collectionResolver });
}

function run(docs: Iterable<Doc>, pipeline: readonly Doc[], options: Partial<Options>): Iterable<Doc> {
  refuseUnknownStages(pipeline);
  return new Aggregator([...pipeline], options).stream(docs) as Iterable<Doc>;
}

export function runStages(docs: Iterable<Doc>, pipeline: readonly Doc[], options: PipelineOptions): Doc[] {
  return [...streamStages(docs, pipeline, options)];
}

function refuseUnknownStages(pipeline: readonly Doc[]): void {
  for (const stage of pipeline) {
    const [name = '', ...rest] = Object.keys(stage);
    if (rest.length > 0 || name === '') {
      throw new CommandFailure(
        'Location40323',
        'A pipeline stage specification object must contain exactly one field.',
      );
    }
    if (!Object.hasOwn(stages, name)) {
      throw new CommandFailure('Location40324', `Unrecognized pipeline stage name: '${name}'`);
    }
  }
}

const sortStage: Stage = (docs, order) => {
  const spec = toSortSpec(toDoc(order, '$sort'));
  return docs.transform((items) => {
    const rows = (items as Doc[]).map((doc, at) => ({ doc, at, key: sortKey(doc, spec) }));
    rows.sort((a, b) => Buffer.compare(a.key, b.key) || a.at - b.at);
    return Lazy(rows.map(({ doc }) => doc));
  });
};

const countStage: Stage = (docs, field) => {
  const isName = typeof field === 'string' && field !== '' && !field.startsWith('$') && !field.includes('.');
  if (!isName)
    throw new CommandFailure('BadValue', 'the count field must be a non-empty string without $ and dots');
  return docs.transform((items) => Lazy(items.length > 0 ? [{ [field]: items.length }] : []));
};

const sampleStage: Stage = (docs, operand) => {
  const size = toNumber(toDoc(operand, '$sample').size);
  return docs.transform((items) => {
    const drawn = items.map((doc) => ({ doc, at: Math.random() })).sort((a, b) => a.at - b.at);
    return Lazy(drawn.slice(0, size).map(({ doc }) => doc));
  });
};

interface LookupSpec {
  from: string;
  as: string;
  localField?: string;
  foreignField?: string;
  let?: Doc;
  pipeline?: Doc[];
}

/** `$lookup` that asks the other collection for the matching documents only, so that its indexes serve. */
function lookupStage(join: Join): Stage {
  return (docs, input, options) => {
    const spec = toLookupSpec(input);
    return docs.map((item) => {
      const doc = item as Doc;
      const variables = isDoc(spec.let) ? (evalExpr(doc, spec.let, options) as Doc) : {};
      const found = join(spec.from, joinFilter(doc, spec));
      const { context, collectionResolver } = options;
      const inner = {
        context,
        scriptEnabled: false,
        variables,
        ...(collectionResolver && { collectionResolver }),
      };
      return { ...doc, [spec.as]: [...(spec.pipeline ? run(found, spec.pipeline, inner) : found)] };
    });
  };
}

function toLookupSpec(input: unknown): LookupSpec {
  const spec = isDoc(input) ? input : {};
  if (typeof spec.from !== 'string' || typeof spec.as !== 'string') {
    throw new CommandFailure('FailedToParse', "$lookup needs 'from' and 'as'");
  }
  const isJoin = typeof spec.localField === 'string' && typeof spec.foreignField === 'string';
  if (!isJoin && !Array.isArray(spec.pipeline)) {
    throw new CommandFailure(
      'FailedToParse',
      "$lookup requires 'localField' and 'foreignField', or 'pipeline'",
    );
  }
  return spec as Doc & LookupSpec;
}

/** The foreign field must equal the local value or, where that is an array, one of its elements; missing counts as null. */
function joinFilter(doc: Doc, { localField, foreignField, pipeline }: LookupSpec): Doc {
  const leading = isDoc(pipeline?.[0]?.$match) && !('$expr' in pipeline[0].$match) ? pipeline[0].$match : {};
  if (localField === undefined || foreignField === undefined) return leading;
  const values = valuesAt(doc, localField.split('.')).flatMap((value) =>
    Array.isArray(value) ? value : [value ?? null],
  );
  return { $and: [{ [foreignField]: { $in: values.length > 0 ? values : [null] } }, leading] };
}
