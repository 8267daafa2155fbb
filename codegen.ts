import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, parse } from 'graphql';

/** Types the widget's operations against the emitted schema. Run from the project's root; writes client-widget/src/gql/graphql.ts. */
const target = 'client-widget/src/gql/';
const text = (path: string) => readFile(path, 'utf8');
const schema = parse(await text('schema/schema.graphql'));
const location = 'client-widget/src/operations.graphql';
const rawSDL = await text(location);
const sections = await preset.buildGeneratesSection({
  baseOutputDir: target,
  schema,
  schemaAst: buildASTSchema(schema),
  documents: [{ location, rawSDL, document: parse(rawSDL) }],
  config: {
    documentMode: 'string',
    useTypeImports: true,
    strictScalars: true,
    scalars: {
      DateTime: 'string',
      EmailAddress: 'string',
      URL: 'string',
      UUID: 'string',
      HexColorCode: 'string',
      JSONObject: 'Record<string, unknown>',
    },
    emitLegacyCommonJSImports: false,
  },
  presetConfig: { fragmentMasking: false },
  plugins: [],
  pluginMap: {},
});
// The preset's other files repeat every operation's text; the typed documents are all the widget needs.
const documents = sections.find((section) => section.filename.endsWith('graphql.ts'));
if (!documents) throw new Error('The client preset produced no graphql.ts.');
await mkdir(target, { recursive: true });
await writeFile(documents.filename, await codegen(documents));
