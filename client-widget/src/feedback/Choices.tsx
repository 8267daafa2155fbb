import { type Draft, flagNames } from './draft.ts';
import { FaultText, tied } from './Field.tsx';
import type { Reading } from './faults.ts';

export interface ChoicesProps {
  ui: Reading;
  draft: Draft;
  change(part: Partial<Draft>): void;
}

/** One of five. */
export function Rating({ ui, draft, change, fault }: ChoicesProps & { fault: string | undefined }) {
  const choices = [1, 2, 3, 4, 5] as const;
  return (
    <fieldset aria-describedby={tied('rating', fault)['aria-describedby']}>
      <legend>{ui.text('rating')}</legend>
      <FaultText id="rating" fault={fault} />
      <div class="ratings">
        {choices.map((value) => (
          <label key={value} class="choice">
            <input
              id={value === 1 ? 'rating' : undefined}
              type="radio"
              name="rating"
              required
              value={value}
              checked={draft.rating === value}
              onChange={() => change({ rating: value })}
            />
            <b>{value}</b>
            <span>{ui.text(`rating${value}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What made it another project than the one that was estimated. */
export function Flags({ ui, draft, change }: ChoicesProps) {
  return (
    <fieldset>
      <legend>{ui.text('flags')}</legend>
      {flagNames.map((name) => {
        const others = draft.flags.filter((other) => other !== name);
        const isSet = others.length < draft.flags.length;
        return (
          <label key={name} class="choice flag">
            <input
              type="checkbox"
              checked={isSet}
              onChange={() => change({ flags: isSet ? others : [...others, name] })}
            />
            <i aria-hidden="true" />
            <span>{ui.text(name)}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
