import { useEffect, useRef } from 'preact/hooks';
import type { TuningDecision, TuningFragment } from '../gql/graphql.ts';

export interface Decision {
  tuning: TuningFragment;
  name: TuningDecision;
  verb: string;
}

const consequences: Record<TuningDecision, string> = {
  APPROVE: 'From now on every estimate of this class is multiplied by these factors. It can be taken back.',
  REJECT: 'The figures stay as they are; nothing is proposed again until five more outcomes are there.',
  REVERT: 'Estimates of this class are made without these factors from now on.',
};

interface ConfirmationProps {
  decision: Decision;
  confirm(): Promise<void>;
  cancel(): void;
}

/** Asks before anything is changed. Escape leaves it as it is. */
export function Confirmation({ decision: { tuning, name, verb }, confirm, cancel }: ConfirmationProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={cancel} aria-labelledby="confirm">
      <h2 id="confirm">
        {verb}: {tuning.referenceClass.name}?
      </h2>
      <p>{consequences[name]}</p>
      <div class="actions">
        <button type="button" onClick={() => void confirm()}>
          Yes, {verb.toLowerCase()}
        </button>
        <button type="button" class="second" onClick={cancel}>
          Cancel
        </button>
      </div>
    </dialog>
  );
}
