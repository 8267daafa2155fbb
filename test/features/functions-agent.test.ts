import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, it } from 'vitest';
import { tenant } from '../support/actors.ts';
import { callTool, functionsKeys } from '../support/functions.ts';
import { start } from '../support/start.ts';

const script = fileURLToPath(new URL('../../scripts/start.js', import.meta.url));

it('a stock client reaches the tools through the bridge', async () => {
  const server = await start({ FUNCTIONS_KEYS: functionsKeys });
  const { tenantId } = await tenant(server);
  // A server's first call loads what answers it; on a busy machine that may take longer than the bridge waits for an answer.
  await callTool(server, tenantId, 'reference_classes_query', { limit: 1 });
  const client = new Client({ name: 'stock', version: '1' });
  const env = { FUNCTIONS_KEYS: functionsKeys, DATA_DIR: server.dataDir, PATH: process.env.PATH ?? '' };
  await client.connect(
    new StdioClientTransport({
      ...{ command: process.execPath, args: [script, 'functions', 'agent', tenantId], env },
    }),
  );
  expect((await client.listTools()).tools).toHaveLength(4);
  const description = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
  const answer = await client.callTool({ name: 'estimate_compute', arguments: { description } });
  expect(answer.structuredContent).toMatchObject({ status: 'COMPLETED' });
  await client.close();
  await server.close();
});
