import { badInput } from '../errors.ts';

/** Why a company cannot be called that; null if it can. Names stand in mails' headers and in pages. */
export function tenantNameFault(name: string): string | null {
  if (name.length < 2) return 'must have at least 2 characters';
  if (/\p{Cc}|\p{Cf}|[<>]/u.test(name)) return 'must not have control characters or < >';
  return null;
}

/** The name as it is kept. Fails with BAD_USER_INPUT at `input.name`. */
export function checkedTenantName(given: string): string {
  const name = given.trim().toWellFormed();
  const fault = tenantNameFault(name);
  if (fault) throw badInput('input.name', fault);
  return name;
}
