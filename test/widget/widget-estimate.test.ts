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

  it('is worked out again from its card; what fails is told there', async () => {
    const { model, answers, events } = await readyWidget();
    await model.estimate.request();
    expect(await model.estimate.refine('With a spa')).toBe(true);
    expect(shown(model).slice(-2)).toEqual(['estimate', 'estimate']);
    answers.refine = async () => {
      throw failure('CONFLICT');
    };
    expect(await model.estimate.refine('Without')).toBe(false);
    expect(model.estimate.fault.value?.code).toBe('CONFLICT');
    expect(events.filter((event) => event === 'estimate')).toHaveLength(2);
  });

  it('takes a contact afterwards where the tenant does not insist on one', async () => {
    const { model, calls, events } = await readyWidget();
    await model.estimate.request();
    model.estimate.offerContact();
    await model.estimate.submitContact({ email: 'ann@example.com' });
    expect([model.estimate.phase.value, model.estimate.contactGiven.value]).toEqual(['idle', true]);
    expect(events).toContain('lead');
    expect(calls.filter((call) => call === 'estimate')).toHaveLength(1);
  });

  it('asks nobody whom the page knows', async () => {
    const { model, calls, events } = await readyWidget();
    model.estimate.customer.value = { email: 'ann@example.com' };
    await model.estimate.request();
    expect(calls.slice(-2)).toEqual(['captureCustomer', 'estimate']);
    expect(events).toContain('lead');
  });

  it('shows the form with what the page knows where that is refused', async () => {
    const { model, answers } = await readyWidget();
    answers.captureCustomer = async () => {
      throw failure('BAD_USER_INPUT');
    };
    model.estimate.customer.value = { email: 'ann' };
    await model.estimate.request();
    expect([model.estimate.phase.value, model.estimate.customer.value]).toEqual([
      'contact',
      { email: 'ann' },
    ]);
  });
});
