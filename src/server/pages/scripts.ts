import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** File names of the scripts that draw pages, by page. */
export interface PageScripts {
  feedback: string;
  calibration: string;
}

/** As the build has left them in `assets`. */
export async function readScripts(assets: string): Promise<PageScripts> {
  return JSON.parse(await readFile(join(assets, 'widget', 'pages.json'), 'utf8'));
}
