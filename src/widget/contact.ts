import { badInput } from '../errors.ts';
import type { CustomerInfoInput } from './widget.types.ts';
import type { CustomerInfo } from './widget-session.model.ts';

/** How a visitor can be reached: by mail or by phone at least. */
export type Contact = Pick<CustomerInfo, 'name' | 'email' | 'phone'>;

/** Fails with BAD_USER_INPUT. */
export function contactFrom({ name, email, phone }: CustomerInfoInput): Contact {
  const contact = { name: name?.trim() || null, email: email ?? null, phone: phone?.trim() || null };
  if (!contact.email && !contact.phone) throw badInput('input', 'needs an e-mail address or a phone number');
  if (contact.phone && !/^\+?[\d\s()./-]{5,40}$/.test(contact.phone))
    throw badInput('input.phone', 'is not a phone number');
  if (contact.name && /[\p{Cc}\p{Cf}]/u.test(contact.name))
    throw badInput('input.name', 'must not have control characters');
  return contact;
}
