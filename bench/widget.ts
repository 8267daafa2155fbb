import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Row, row } from './figures.ts';

const LOADER_LIMIT = 3_000;
const EVERYTHING_LIMIT = 24_000;

const folder = fileURLToPath(new URL('../widget', import.meta.url));

/** What a page with the widget, and a visitor who opens it in one language, load; in bytes after gzip. */
export async function benchWidget(): Promise<Row[]> {
  const loader = await heaviest(/^widget\.js$/);
  const chat = await heaviest(/^widget-chat-.{8}\.js$/);
  const texts = await heaviest(/^widget-chat-[a-z]{2}-.{8}\.js$/);
  return [
    row('widget.js, gzip', loader, 'bytes', ['<=', LOADER_LIMIT]),
    row('chat chunk, gzip', chat, 'bytes'),
    row('texts of the heaviest language, gzip', texts, 'bytes'),
    row('all of these', loader + chat + texts, 'bytes', ['<=', EVERYTHING_LIMIT]),
  ];
}

async function heaviest(name: RegExp): Promise<number> {
  const files = (await readdir(folder)).filter((file) => name.test(file));
  if (files.length === 0) throw new Error(`The build has no file like ${name}.`);
  const sizes = await Promise.all(
    files.map(async (file) => gzipSync(await readFile(join(folder, file))).length),
  );
  return Math.max(...sizes);
}
