import { afterEach, describe, expect, it } from 'vitest';
import { config, createFakeTransport, estimation, failure, turn } from './fake-transport.ts';
import { disposeAll, shown, started } from './running-widget.ts';

afterEach(disposeAll);

describe('an estimate', () => {
  const ready = (id: string) => turn('r1', 'A pool', 'Enough.', id, { readyForEstimate: true });

  async function readyWidget(fake = createFakeTransport()) {
    fake.answers.send = async ({ clientMessageId }) => ready(clientMessageId);
    const widget = await started(fake);
    await widget.model.chat.send('A pool');
    return widget;
  }

  it('is offered when there is enough for one, and not again until more was said', async () => {
    const { model, events } = await readyWidget();
    expect(model.estimate.isOffered.value).toBe(true);
    await model.estimate.request();
    expect(shown(model).at(-1)).toBe('estimate');
    expect(model.estimate.isOffered.value).toBe(false);
    expect(events).toContain('estimate');
    await model.chat.send('With a spa');
    expect(model.estimate.isOffered.value).toBe(true);
  });

  it('asks for a contact first where the tenant wants one', async () => {
    const fake = createFakeTransport();
    const { startSession } = fake.answers;
    fake.answers.startSession = async (input) => ({
      ...(await startSession(input)),
      config: { ...config, leadCaptureRequired: true },
    });
    const { model, calls, events } = await readyWidget(fake);
    await model.estimate.request();
    expect([model.estimate.phase.value, calls.includes('estimate')]).toEqual(['contact', false]);
    await model.estimate.submitContact({ email: 'ann@example.com' });
    expect(shown(model).at(-1)).toBe('estimate');
    expect(events).toContain('lead');
  });

  it('asks for it too where only the server knows that it is wanted', async () => {
    const { model, answers } = await readyWidget();
    answers.estimate = async () => {
      throw failure('BAD_USER_INPUT', ['customerInfo']);
    };
    await model.estimate.request();
    expect(model.estimate.phase.value).toBe('contact');
    model.estimate.dismiss();
    expect(model.estimate.phase.value).toBe('idle');
  });

  it('that fails is told and can be asked for again', async () => {
    const { model, answers } = await readyWidget();
    answers.estimate = async () => {
      throw failure('SERVICE_UNAVAILABLE');
    };
    await model.estimate.request();
    expect(model.estimate.fault.value?.code).toBe('SERVICE_UNAVAILABLE');
    answers.estimate = async () => estimation;
    await model.estimate.request();
    expect([model.estimate.fault.value, shown(model).at(-1)]).toEqual([null, 'estimate']);
  });
});
