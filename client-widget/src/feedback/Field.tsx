import type { ComponentChildren } from 'preact';

export interface FieldProps {
  id: string;
  label: string;
  hint: string;
  fault: string | undefined;
  children: ComponentChildren;
}

/** A label, a hint and a fault around what is typed into. */
export function Field({ id, label, hint, fault, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <FaultText id={id} fault={fault} />
      {children}
    </div>
  );
}

export function FaultText({ id, fault }: { id: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <p class="error" id={`${id}-error`}>
      {fault}
    </p>
  );
}

/** What ties a field to its hint and fault. */
export function tied(id: string, fault: string | undefined, ...more: string[]) {
  const ids = [fault ? `${id}-error` : '', ...more].filter(Boolean).join(' ');
  return { 'aria-describedby': ids || undefined, 'aria-invalid': fault ? true : undefined };
}
