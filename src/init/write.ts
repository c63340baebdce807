import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { textOf } from '../git/hook/files.js';

/** A planned change was not made. The message says why. */
export class ChangeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ChangeError';
  }
}

/**
 * Makes a planned change. A new file never takes the place of another, and an edit is made only to what it was planned for.
 * @throws ChangeError
 */
export function makeChange(path: string, before: string | undefined, after: string): void {
  try {
    if (before === undefined) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, after, { flag: 'wx' });
      return;
    }
    if (textOf(path) !== before) throw new ChangeError(`${path} has changed meanwhile, so it was left alone: run this again.`);
    writeFileSync(path, after);
  } catch (error) {
    if (error instanceof ChangeError || !(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST') throw new ChangeError(`${path} is there, but is no plain file of text, so it was left alone: edit it yourself.`);
    throw new ChangeError(`${path} could not be written (${String(error.code)}): check the folder and its permissions.`);
  }
}
