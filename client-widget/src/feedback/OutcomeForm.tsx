import { useEffect, useRef } from 'preact/hooks';
import { type ChoicesProps, Flags, Rating } from './Choices.tsx';
import type { Asked } from './Estimated.tsx';
import { Field, tied } from './Field.tsx';
import { examples, type Faults, type FieldName, figureIn, longestComments } from './faults.ts';

export interface OutcomeFormProps extends ChoicesProps {
  asked: Asked;
  faults: Faults;
  /** Counts the times that something was found wrong: each brings the focus to the summary. */
  refusals: number;
  /** Why it could not be sent. */
  trouble: string | null;
  isSending: boolean;
  submit(): void;
}

export function OutcomeForm(props: OutcomeFormProps) {
  const { ui, draft, change, asked, faults, isSending } = props;
  const { tenantName: tenant, branding } = asked;
  const send = (event: Event) => {
    event.preventDefault();
    props.submit();
  };
  return (
    <form onSubmit={send} noValidate aria-labelledby="actual">
      <h2 id="actual">{ui.text('actual')}</h2>
      <Summary {...props} />
      <Figure {...props} field="cost" />
      <Figure {...props} field="duration" />
      <Rating ui={ui} draft={draft} change={change} fault={faults.rating} />
      <Flags ui={ui} draft={draft} change={change} />
      <Field
        id="comments"
        label={ui.text('comments')}
        hint={ui.text('commentsHint', { tenant, left: longestComments - draft.comments.length })}
        fault={faults.comments}
      >
        <textarea
          id="comments"
          rows={4}
          value={draft.comments}
          onInput={({ currentTarget }) => change({ comments: currentTarget.value })}
          {...tied('comments', faults.comments, 'comments-hint')}
        />
      </Field>
      <Trouble text={props.trouble} />
      <button type="submit" aria-disabled={isSending}>
        {ui.text(props.trouble ? 'again' : 'submit', { tenant })}
      </button>
      <p role="status">{isSending && ui.text('sending')}</p>
      {branding.privacyPolicyUrl && (
        <a href={branding.privacyPolicyUrl} rel="noopener noreferrer nofollow">
          {ui.text('privacy')}
        </a>
      )}
    </form>
  );
}

/** A number, and below it how it was understood. */
function Figure(props: OutcomeFormProps & { field: 'cost' | 'duration' }) {
  const { ui, draft, change, faults, field } = props;
  const value = figureIn(draft, field, ui);
  const example = ui.number(examples[field]);
  const shown = (field === 'cost' ? ui.exactMoney : ui.exactWeeks)(value ?? 0);
  return (
    <Field
      id={field}
      label={ui.text(field, { currency: ui.currency })}
      hint={ui.text(`${field}Hint`, { example })}
      fault={faults[field]}
    >
      <input
        id={field}
        inputMode="decimal"
        autoComplete="off"
        required
        value={draft[field]}
        onInput={({ currentTarget }) => change({ [field]: currentTarget.value })}
        {...tied(field, faults[field], `${field}-hint`, `${field}-read`)}
      />
      <p class="read" id={`${field}-read`}>
        {value !== null && ui.text('readAs', { value: shown })}
      </p>
    </Field>
  );
}

/** All that is wrong, with a way to each. */
function Summary({ ui, faults, refusals }: OutcomeFormProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  const wrong = Object.entries(faults) as [FieldName, string][];
  if (wrong.length === 0) return null;
  const goTo = (event: Event, id: string) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <div class="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="summary">
      <h3 id="summary">{ui.text('summary')}</h3>
      <ul>
        {wrong.map(([field, fault]) => (
          <li key={field}>
            <a href={`#${field}`} onClick={(event) => goTo(event, field)}>
              {ui.text(field, { currency: ui.currency })} {fault}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Trouble({ text }: { text: string | null }) {
  return <div role="alert">{text && <p class="error">{text}</p>}</div>;
}
