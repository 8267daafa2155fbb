import type { WidgetEvents } from '../../client-widget/src/embed.ts';
import { effect } from '../../client-widget/src/models/signal.ts';
import type { Snapshot, SnapshotStore } from '../../client-widget/src/models/snapshot.ts';
import { createWidget, type WidgetModel } from '../../client-widget/src/models/widget.model.ts';
import { config, createFakeTransport } from './fake-transport.ts';

const opened: WidgetModel[] = [];
/** For every file's `afterEach`. */
export function disposeAll(): void {
  for (const model of opened.splice(0)) model.dispose();
}

/** What the tabs of one browser share. */
export function createStore(snapshot: Snapshot | null = null): SnapshotStore {
  return {
    read: () => snapshot,
    write(next) {
      snapshot = next;
    },
  };
}

/** A closed widget over a fake transport that never waits between attempts; disposed of after the test. */
export function start(fake = createFakeTransport(), store = createStore()) {
  const events: (keyof WidgetEvents)[] = [];
  const model = createWidget({
    transport: fake.transport,
    store,
    apiKey: 'efofx_k',
    locale: 'en',
    pageUrl: 'https://example.com/',
    config,
    emit: (event) => void events.push(event),
    delayMs: () => 0,
  });
  opened.push(model);
  return { ...fake, model, events, kept: () => store.read() };
}

/** Resolves as soon as the condition, which reads signals, holds. */
export function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (!holds()) return;
      resolve();
      queueMicrotask(() => stop());
    });
  });
}

/** For what is no signal. */
export async function eventually(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

export const shown = ({ chat }: WidgetModel) =>
  chat.conversation.value.entries.map((entry) =>
    entry.kind === 'message' ? `${entry.text} (${entry.state})` : entry.kind,
  );

export function lastOf<Item>(items: Item[]): Item {
  const last = items.at(-1);
  if (last === undefined) throw new Error('empty');
  return last;
}

/** An open widget that follows its first session. */
export async function started(fake = createFakeTransport()) {
  const widget = start(fake);
  widget.model.open();
  await eventually(() => widget.subscriptions.length === 1);
  return widget;
}

export function clientIdOf({ chat }: WidgetModel): string {
  for (const entry of chat.conversation.peek().entries) {
    if (entry.kind === 'message' && entry.state === 'sending') return entry.clientMessageId ?? '';
  }
  throw new Error('nothing is being sent');
}
