import { Failure, type FieldFault } from '../errors.ts';
import { originOf } from './origin.ts';
import { type Branding, defaultBranding } from './tenant.model.ts';
import type { BrandingInput, UpdateTenantSettingsInput } from './tenant.types.ts';
import { tenantNameFault } from './tenant-name.ts';

/** New values of a tenant's row, by their dotted paths. */
export type SettingsChange = Record<string, unknown>;

type Report = (path: string, message: string) => void;

const longestRegion = 100;
const brandingFields = [
  'logoUrl',
  'primaryColor',
  'buttonText',
  'welcomeMessage',
  'privacyPolicyUrl',
] as const;
const brandingTexts: Partial<Record<keyof Branding, { longest: number; hasLines: boolean }>> = {
  buttonText: { longest: 40, hasLines: false },
  welcomeMessage: { longest: 300, hasLines: true },
};

/**
 * What an admin's input comes to, but for the OpenAI key: absent fields are left out, null is the default.
 * Fails with BAD_USER_INPUT that names every fault.
 */
export function settingsChange(input: UpdateTenantSettingsInput): SettingsChange {
  const { name, regionPreferences, allowedOrigins, leadCaptureRequired, branding } = input;
  const fields: FieldFault[] = [];
  const report: Report = (path, message) => void fields.push({ path: `input.${path}`, message });
  const change = {
    ...(name !== undefined && { name: nameFrom(name, report) }),
    ...(regionPreferences !== undefined && {
      regionPreferences: listFrom('regionPreferences', regionPreferences, regionFrom, report),
    }),
    ...(allowedOrigins !== undefined && {
      allowedOrigins: listFrom('allowedOrigins', allowedOrigins, originFrom, report),
    }),
    ...(leadCaptureRequired !== undefined && { leadCaptureRequired: leadCaptureRequired ?? false }),
    ...(branding !== undefined && brandingFrom(branding ?? allDefaults, report)),
  };
  if (fields.length > 0) throw new Failure('BAD_USER_INPUT', 'Some of the input is not valid.', { fields });
  return change;
}

function nameFrom(given: string | null, report: Report): string {
  const name = given?.trim().toWellFormed() ?? '';
  const fault = given === null ? 'cannot be left empty' : tenantNameFault(name);
  if (fault) report('name', fault);
  return name;
}

/** Each entry once, in the order given. */
function listFrom(
  field: string,
  given: readonly string[] | null,
  entryFrom: (text: string, fault: (message: string) => void) => string,
  report: Report,
): string[] {
  const entries = (given ?? []).map((text, place) =>
    entryFrom(text, (message) => report(`${field}.${place}`, message)),
  );
  return [...new Set(entries)];
}

function regionFrom(text: string, fault: (message: string) => void): string {
  const region = text.trim().toWellFormed();
  const problem = textFault(region, longestRegion);
  if (problem) fault(problem);
  return region;
}

function originFrom(text: string, fault: (message: string) => void): string {
  const origin = originOf(text);
  if (origin === null) fault('must be an origin such as https://www.company.example');
  return origin ?? '';
}

const allDefaults: BrandingInput = Object.fromEntries(brandingFields.map((field) => [field, null]));

function brandingFrom(given: BrandingInput, report: Report): SettingsChange {
  const change: SettingsChange = {};
  for (const field of brandingFields) {
    const value = given[field];
    if (value === undefined) continue;
    const path = `branding.${field}`;
    change[path] = value === null ? defaultBranding[field] : brandingValue(field, value, report);
  }
  return change;
}

/** URLs and colours have been read by their scalars. */
function brandingValue(field: keyof Branding, value: string, report: Report): string {
  const rule = brandingTexts[field];
  if (!rule) return value;
  const text = value.replaceAll('\r\n', '\n').trim().toWellFormed();
  const problem = textFault(rule.hasLines ? text.replaceAll('\n', ' ') : text, rule.longest);
  if (problem) report(`branding.${field}`, problem);
  return text;
}

function textFault(text: string, longest: number): string | null {
  if (text === '') return 'must not be empty';
  if ([...text].length > longest) return `must have at most ${longest} characters`;
  return /\p{Cc}/u.test(text) ? 'must not have control characters' : null;
}
