import type mongoose from 'mongoose';
import type { Database } from '../../src/persistence/database.ts';

export class Death extends Error {}

const writes = ['deleteMany', 'deleteOne', 'updateOne', 'findOneAndUpdate'];
/** Those that go around mongoose, to the driver's collection. */
const driverWrites = ['insertOne', 'insertMany', 'findOneAndUpdate', 'bulkWrite'];

/** Like the database, until its user dies at a write, counted from 1: before it is made, or after it with nobody left to hear. */
export function dyingAt(database: Database, place: number, when: 'before' | 'after'): Database {
  let made = 0;
  const write = async (perform: () => Promise<unknown>): Promise<unknown> => {
    made += 1;
    if (made < place) return perform();
    if (made === place && when === 'after') await perform();
    throw new Death(`${when} write ${place}`);
  };
  return {
    ...database,
    model: (type) => mortal(database.model(type), write),
  };
}

type Write = (perform: () => Promise<unknown>) => Promise<unknown>;

function mortal<Model extends abstract new (...given: never[]) => object>(model: Model, write: Write): Model {
  return new Proxy(model, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (name === 'collection') return mortalCollection(member as object, write);
      if (typeof member !== 'function') return member;
      if (name === 'insertMany') return (...given: unknown[]) => write(() => member.apply(target, given));
      if (!writes.includes(String(name))) return member;
      return (...given: unknown[]) => deferred(member.apply(target, given), write);
    },
    construct: (target, given) => {
      const document = Reflect.construct(target, given) as mongoose.Document;
      const save = document.save.bind(document);
      document.save = (() => write(save)) as typeof document.save;
      return document;
    },
  });
}

function mortalCollection<Collection extends object>(collection: Collection, write: Write): Collection {
  return new Proxy(collection, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      if (!driverWrites.includes(String(name))) return member.bind(target);
      return (...given: unknown[]) => write(() => member.apply(target, given));
    },
  });
}

/** Like the database, but for what happens meanwhile, once: just before this operation on that collection. */
export function interrupted(
  database: Database,
  [collection, operation]: readonly [string, string],
  meanwhile: () => Promise<unknown>,
): Database {
  let happened: Promise<unknown> | undefined;
  const after = async (perform: () => Promise<unknown>): Promise<unknown> => {
    happened ??= meanwhile();
    await happened;
    return perform();
  };
  const watched = <Model extends { collection: { name: string } }>(model: Model): Model =>
    new Proxy(model, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        const isMeant = target.collection.name === collection && name === operation;
        if (!isMeant || typeof member !== 'function') return member;
        return (...given: unknown[]) => deferred(member.apply(target, given), after);
      },
    });
  return { ...database, model: (type) => watched(database.model(type)) };
}

/** The query, executed by way of something else. */
function deferred(query: { exec(): Promise<unknown> }, write: Write): object {
  const exec = query.exec.bind(query);
  query.exec = () => write(exec);
  return query;
}
