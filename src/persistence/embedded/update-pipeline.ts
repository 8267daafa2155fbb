import { Double, Int32, Long } from 'bson';
import { CommandFailure } from './failure.ts';
import { runStages } from './pipeline.ts';
import { type Doc, isDoc, promote, promoteDoc, toArray } from './values.ts';

const allowed = new Set(['$set', '$addFields', '$unset', '$project', '$replaceRoot', '$replaceWith']);

/** An update written as an aggregation pipeline. */
export function runUpdatePipeline(doc: Doc, stages: unknown, variables: Doc): Doc {
  const pipeline = toArray(stages, 'the update').map((stage) => {
    const name = isDoc(stage) ? Object.keys(stage)[0] : undefined;
    if (!isDoc(stage) || !name || !allowed.has(name)) {
      throw new CommandFailure('InvalidOptions', `${name} is not allowed to be used within an update`);
    }
    return promoteDoc(stage);
  });
  const [changed = {}] = runStages([promoteDoc(doc)], pipeline, { variables });
  return retype(doc, changed) as Doc;
}

/** Gives numbers that the pipeline left alone the type they had. */
function retype(old: unknown, changed: unknown): unknown {
  if (Array.isArray(changed))
    return changed.map((item, at) => retype(Array.isArray(old) ? old[at] : undefined, item));
  if (isDoc(changed)) {
    const before = isDoc(old) ? old : {};
    return Object.fromEntries(
      Object.entries(changed).map(([key, value]) => [key, retype(before[key], value)]),
    );
  }
  const isTyped = old instanceof Int32 || old instanceof Long || old instanceof Double;
  return isTyped && promote(old) === changed ? old : changed;
}
