import { type GraphQLScalarType, Kind } from 'graphql';
import { describe, expect, it } from 'vitest';
import { EmailAddress, HexColorCode, HttpsURL, UUID } from '../../src/scalars.ts';

const secret = 'planted-secret';

const good: [scalar: GraphQLScalarType, given: string, read: string][] = [
  [UUID, '0B0E1C2D-3E4F-4A5B-8C6D-7E8F90A1B2C3', '0b0e1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3'],
  [UUID, '018f2b7e-7a10-7c3d-9b2a-1f2e3d4c5b6a', '018f2b7e-7a10-7c3d-9b2a-1f2e3d4c5b6a'],
  [EmailAddress, ' Ana.Perez+spam@Mail.Example.COM ', 'ana.perez+spam@mail.example.com'],
  [EmailAddress, "o'brien@company.example", "o'brien@company.example"],
  [HttpsURL, 'https://cdn.company.example/logo.svg?v=1#x', 'https://cdn.company.example/logo.svg?v=1#x'],
  [HexColorCode, '#1F5eFf', '#1f5eff'],
];

const bad: [scalar: GraphQLScalarType, given: unknown][] = [
  ...[
    [
      '',
      ' ',
      secret,
      '0b0e1c2d3e4f4a5b8c6d7e8f90a1b2c3',
      '{0b0e1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3}',
      '00000000-0000-0000-0000-000000000000',
    ],
    [
      '0b0e1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3\n',
      'urn:uuid:0b0e1c2d-3e4f-4a5b-8c6d-7e8f90a1b2c3',
      1,
      null,
      {},
      [],
    ],
  ].flatMap((values): [GraphQLScalarType, unknown][] => values.map((value) => [UUID, value])),
  ...[
    [
      '',
      'ana',
      'ana@',
      '@company.example',
      'ana@@company.example',
      'ana@company..example',
      'ana perez@company.example',
    ],
    [
      'Ana <ana@company.example>',
      'a@company.example,b@company.example',
      'a@company.example\nBcc:b@company.example',
      'a@company.example\u0000',
    ],
    [
      `${'x'.repeat(250)}@company.example`,
      `${secret}@`,
      'a"b@company.example',
      7,
      {},
      ['a@company.example'],
      { $ne: null },
    ],
  ].flatMap((values): [GraphQLScalarType, unknown][] => values.map((value) => [EmailAddress, value])),
  ...[
    'http://company.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '//company.example',
    'company.example',
    'ftp://x',
    `https://user:${secret}@x`,
    'https://user@x',
    '',
    `https://x/${'y'.repeat(2_048)}`,
    5,
  ].map((value): [GraphQLScalarType, unknown] => [HttpsURL, value]),
  ...['#fff', '1f5eff', '#1f5eff00', '#1f5efg', 'red', '#1f5eff;}', '#1f5eff\n', '', 0x1f5eff].map(
    (value): [GraphQLScalarType, unknown] => [HexColorCode, value],
  ),
];

describe('a scalar', () => {
  it.each(good)('%s reads %s', (scalar, given, read) => {
    expect(scalar.parseValue(given)).toBe(read);
    expect(scalar.parseLiteral({ kind: Kind.STRING, value: given })).toBe(read);
    expect(scalar.serialize(read)).toBe(read);
  });

  it.each(
    bad.map(([scalar, given]) => [scalar.name, JSON.stringify(given).slice(0, 60), scalar, given] as const),
  )('%s refuses %s, without quoting it', (_name, _shown, scalar, given) => {
    expect(() => scalar.parseValue(given)).toThrow('must be');
    expect(() => scalar.parseValue(given)).not.toThrow(secret);
    if (typeof given === 'string')
      expect(() => scalar.parseLiteral({ kind: Kind.STRING, value: given })).toThrow('must be');
  });

  it('takes no literal that is not a text', () => {
    for (const scalar of [UUID, EmailAddress, HttpsURL, HexColorCode]) {
      expect(() => scalar.parseLiteral({ kind: Kind.INT, value: '1' })).toThrow();
      expect(() => scalar.parseLiteral({ kind: Kind.NULL })).toThrow();
      expect(() => scalar.parseLiteral({ kind: Kind.OBJECT, fields: [] })).toThrow();
    }
  });
});
