import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import {
  GraphQLDateTime as DateTime,
  GraphQLEmailAddress,
  GraphQLJSONObject as JSONObject,
} from 'graphql-scalars';
import { Failure } from './errors.ts';

/** A scalar over strings, both ways; the faulty value is never repeated in the message. */
function stringScalar(
  name: string,
  description: string,
  expects: string,
  parse: (text: string) => string | null,
): GraphQLScalarType<string, string> {
  const read = (value: unknown): string | null =>
    typeof value === 'string' && value.length <= 2_048 ? parse(value) : null;
  const message = `must be ${expects}`;
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: (value) => {
      const parsed = read(value);
      if (parsed === null) throw new Failure('BAD_USER_INPUT', message);
      return parsed;
    },
    parseLiteral: (node: ValueNode) => {
      const parsed = read(node.kind === Kind.STRING ? node.value : undefined);
      // A plain error: graphql adds the place to it, which it leaves out of errors of its own kind.
      if (parsed === null) throw new TypeError(message, { cause: new Failure('BAD_USER_INPUT', message) });
      return parsed;
    },
  });
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const UUID = stringScalar('UUID', 'A UUID in its canonical form.', 'a UUID', (text) =>
  uuidPattern.test(text.toLowerCase()) ? text.toLowerCase() : null,
);

export const EmailAddress = stringScalar(
  'EmailAddress',
  'An e-mail address; trimmed and lower-cased.',
  'an e-mail address',
  (text) => {
    const address = text.trim().toLowerCase();
    if (
      address.length > 254 ||
      !/^[^\s@"<>,;:\\()[\]]+@[^\s@"<>,;:\\()[\]]+\.[^\s@"<>,;:\\()[\]]+$/.test(address)
    )
      return null;
    try {
      return GraphQLEmailAddress.parseValue(address);
    } catch {
      return null;
    }
  },
);

export const HttpsURL = stringScalar(
  'URL',
  'An https address without credentials.',
  'an https URL',
  (text) => {
    if (!URL.canParse(text)) return null;
    const url = new URL(text);
    return url.protocol === 'https:' && !url.username && !url.password ? url.href : null;
  },
);

export const HexColorCode = stringScalar(
  'HexColorCode',
  'A colour as #RRGGBB.',
  'a colour as #RRGGBB',
  (text) => (/^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null),
);

export { DateTime, JSONObject };
