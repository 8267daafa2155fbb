import fc from 'fast-check';
import {
  type GraphQLInputType,
  type GraphQLNamedInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Stands in every operator that is sent: where it turns up under an operator in a filter, input has become a query. */
export const mark = 'zz-fuzz-mark';

const operators = [
  ...[{ $ne: mark }, { $gt: mark }, { $where: `"${mark}"` }, { $regex: mark }, { $in: [mark] }],
  ...[
    { $expr: { $eq: [mark, mark] } },
    { $function: { body: mark } },
    { $not: { $eq: mark } },
    { $or: [mark] },
  ],
  ...[{ 'a.b': mark }, { $set: { tenantId: mark } }, { length: mark }, { toString: mark }, [mark]],
  ...[
    JSON.parse(`{"__proto__": {"isAdmin": "${mark}"}}`),
    { constructor: { prototype: { isAdmin: mark } } },
    { tenantId: mark, _id: mark },
  ],
];

const texts = [
  ...['', ' ', '\u0000', '\ud800', '\u202e', '\u200b', 'NaN', 'null', 'undefined', '-1', '1e999', '{{'],
  ...[
    'a@b.example',
    'x'.repeat(130),
    'é'.repeat(2_001),
    'x'.repeat(20_000),
    '$ne',
    `{"$gt":"${mark}"}`,
    'true',
  ],
  ...[
    "' OR 1=1 --",
    '../../etc/passwd',
    '<script>',
    'http://169.254.169.254/',
    'javascript:alert(1)',
    '.*',
    '(',
  ],
  ...[
    '0b0e0000-0000-4000-8000-000000000000',
    '64b7f0c2a1d2e3f4a5b6c7d8',
    'pool',
    'a 15x30 pool in San Diego',
    'CA',
  ],
];
const numbers = [0, -0, -1, 1, 5, 50, 51, 1e15, 2 ** 31, 2 ** 53, -(2 ** 53), 0.1, 1e-320, 1e300];

const anyScalar = fc.oneof(
  fc.constantFrom<unknown>(...texts, ...numbers, true, false, null),
  fc.constantFrom<unknown>(...operators),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
/** What no type asks for: operators, wrong types, lists in lists, things inside things. */
const hostile = fc.oneof(
  { weight: 5, arbitrary: anyScalar },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 6 }) },
  { weight: 1, arbitrary: fc.constant('['.repeat(40)).map((open) => JSON.parse(open + ']'.repeat(40))) },
  { weight: 1, arbitrary: fc.array(fc.constant(1), { minLength: 99, maxLength: 102 }) },
);

const fitting: Record<string, fc.Arbitrary<unknown>> = {
  Int: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(-1, 2 ** 31 - 1)),
  Float: fc.oneof(fc.double({ noNaN: true, min: 0, max: 1e6 }), fc.constantFrom(-1, 0, 1e300)),
  Boolean: fc.boolean(),
  UUID: fc.uuid({ version: 4 }),
  DateTime: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
    .map((date) => date.toISOString()),
  EmailAddress: fc.emailAddress(),
  URL: fc.webUrl({ validSchemes: ['https'] }),
  HexColorCode: fc.constantFrom('#000000', '#a1b2c3'),
  JSONObject: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 6 }),
};
const someText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);

/** Values of a type: mostly such as fit, and here and there something that nobody should send. */
export function valuesFor(type: GraphQLInputType, wayward = 4): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 100 - wayward, arbitrary: fittingValue(type, wayward) },
    { weight: wayward, arbitrary: hostile },
  );
}

function fittingValue(type: GraphQLInputType, wayward: number): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return fittingValue(type.ofType, wayward);
  if (isListType(type)) return fc.array(valuesFor(type.ofType, wayward), { maxLength: 4 });
  const named: GraphQLNamedInputType = getNamedType(type);
  if (isEnumType(named)) return fc.constantFrom(...named.getValues().map(({ name }) => name));
  if (!isInputObjectType(named)) return fitting[named.name] ?? someText;
  const fields = Object.values(named.getFields());
  const required = fields.filter((field) => isNonNullType(field.type)).map(({ name }) => name);
  const model = Object.fromEntries(fields.map((field) => [field.name, valuesFor(field.type, wayward)]));
  const whole = fc.record(model, { requiredKeys: required });
  // A field that is nobody's, or one that only rows have.
  const extra = fc.constantFrom('tenantId', '_id', '__proto__', '$set', 'role', 'isActive');
  return fc.oneof(
    { weight: 12, arbitrary: whole },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, extra, anyScalar)
        .map(([value, name, more]) => Object.fromEntries([...Object.entries(value), [name, more]])),
    },
  );
}
