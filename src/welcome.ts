import type { App } from './app.ts';
import type { Config } from './config.ts';

/** What a newcomer reads below the start-up line; the demo's credentials are shown at the first start only. */
export function welcome({ url, demo }: App, { playground }: Config): string {
  const lines = [
    ...(playground ? [`Playground  ${url}/graphql`] : []),
    ...(demo ? [`Demo page   ${url}/demo`] : []),
    ...(demo?.isNew
      ? [
          '',
          'The demo tenant (shown this once; kept in DATA_DIR/demo.json):',
          `  admin     ${demo.email}`,
          `  password  ${demo.password}`,
          `  API key   ${demo.apiKey}`,
        ]
      : []),
  ];
  return lines.length === 0 ? '' : `\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}
