import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { admissionTo, badInputAt, tooComplex } from './operation-limits-admission.ts';

const schema = buildSchema(`
  type Node { id: ID!, name: String, child: Node, children(first: Int! = 20): [Node!]!, loose(first: Int): [Node!]! }
  type Leaf { text: String }
  union Thing = Node | Leaf
  type Query { node: Node, things(first: Int! = 20): [Thing!]! }
`);
const { admit, refusal } = admissionTo(schema);

describe('pages and cost', () => {
  const page = (first: string) => `{ things(first: ${first}) { ... on Node { id } } }`;

  it.each(['1', '20', '50'])('takes a first of %s', (first) => {
    admit(page(first));
    admit('query($n: Int!) { things(first: $n) { __typename } }', { variables: { n: Number(first) } });
  });

  it.each(['0', '-1', '51', '99999999', 'null', '99999999999', '1.5', '"5"'])(
    'refuses a first of %s',
    (first) => {
      expect(refusal(page(first))).toMatchObject(badInputAt('first'));
    },
  );

  it.each([0, -1, 51, 99_999_999, null, 1e30])('refuses a first of %s from a variable', (n) => {
    for (const type of ['Int', 'Int = 5']) {
      const failure = refusal(`query($n: ${type}) { things(first: $n) { __typename } }`, {
        variables: { n },
      });
      expect(failure.code).toBe('BAD_USER_INPUT');
      expect(failure.extensions.fields).toHaveLength(1);
    }
  });

  const threeLevels = (first: string) =>
    `{ node { children(first: ${first}) { children(first: 50) { child { id name } } } } }`;

  it('counts every object field once per entry of the pages above it', () => {
    // 1 node, 1 children, 19 or 20 inner children, 50 times as many child.
    admit(threeLevels('19'));
    expect(refusal(threeLevels('20'))).toMatchObject(tooComplex(1_000, 1_022));
  });

  it('counts through fragments, unions and variables alike', () => {
    const query = `query($n: Int!) { things(first: $n) { ...F } } fragment F on Thing {
      ... on Node { children(first: 20) { ...G } } ... on Leaf { text } } fragment G on Node { id child { id } }`;
    admit(query, { variables: { n: 47 } });
    // 1 things, 48 children, 960 child.
    expect(refusal(query, { variables: { n: 48 } })).toMatchObject(tooComplex(1_000, 1_009));
  });

  it('prices anew whatever a variable may change, however often the rest was affordable', () => {
    const query = `query($n: Int!, $on: Boolean!, $m: Int = 1) { node { children(first: $n) @include(if: $on) { id loose(first: $m) { child { id } } } } }`;
    const asked = (n: number, m?: number) => ({ variables: { n, on: true, ...(m && { m }) } });
    for (let time = 0; time < 3; time += 1) admit(query, asked(20));
    // 1 node, 1 children, 50 loose, 50 times 50 child.
    expect(refusal(query, asked(50, 50))).toMatchObject(tooComplex(1_000, 2_552));
    admit(query, asked(20));
  });

  it("takes the default of a variable that was left out, the argument's own without one, and 50 where there is none", () => {
    const query = (type: string) => `query($n: ${type}) ${threeLevels('$n')}`;
    admit(query('Int = 19'));
    expect(refusal(query('Int = 20'))).toMatchObject(tooComplex(1_000, 1_022));
    expect(refusal(query('Int = 51'))).toMatchObject(badInputAt('first'));
    expect(refusal(query('Int'))).toMatchObject(tooComplex(1_000, 1_022));
    expect(refusal(threeLevels('20').replace('children(first: 20)', 'loose'))).toMatchObject(
      tooComplex(1_000, 2_552),
    );
  });
});
