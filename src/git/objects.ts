import { spawn } from 'node:child_process';
import { type Answer, BatchParser } from './batch.js';
import { hardened, storeEnvironment } from './run.js';
import type { GitStore } from './store.js';

/** Larger objects are passed over: a string of V8 ends at 2^29 − 24 units. */
export const objectLimit = 500_000_000;

/** So few objects are asked for at once and waited for, as long as they are small. */
const few = 200;
const smallOutput = 16 * 1024 * 1024;

/** How many objects a stream is asked for ahead of its answers. */
const ahead = 1000;

/**
 * Reads objects, each once.
 * @param ids full object names; what is given twice is answered twice
 * @param onAnswer told of each in order; its bytes are to be copied if they are kept
 * @returns the ids that have no answer, because git ended before: in a partial clone an older git does so at the first missing one
 */
export async function readObjects(store: GitStore, ids: readonly string[], onAnswer: (answer: Answer) => void): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  if (ids.length <= few) {
    const { status, output } = store.run(['cat-file', '--batch'], request(ids), smallOutput);
    if (status !== undefined) {
      const answered = parseAll(output, onAnswer);
      return ids.slice(answered);
    }
  }
  return await stream(store, ids, onAnswer);
}

/**
 * Reads objects at once, for those who cannot wait for a promise.
 * @returns the answers that came, by id; their bytes may be kept
 */
export function readObjectsNow(store: GitStore, ids: readonly string[]): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>();
  const { output } = store.run(['cat-file', '--batch'], request(ids));
  parseAll(output, (answer) => answers.set(answer.id, answer));
  return answers;
}

function parseAll(output: Buffer, onAnswer: (answer: Answer) => void): number {
  let answered = 0;
  const parser = new BatchParser(objectLimit, (answer) => {
    answered++;
    onAnswer(answer);
  });
  parser.push(output);
  return answered;
}

function request(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}

function stream(store: GitStore, ids: readonly string[], onAnswer: (answer: Answer) => void): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...hardened, 'cat-file', '--batch'], {
      cwd: store.folder,
      env: storeEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    let asked = 0;
    let answered = 0;
    const ask = (): void => {
      if (asked === ids.length || asked > answered + ahead / 2) return;
      const next = ids.slice(asked, answered + ahead);
      asked += next.length;
      child.stdin.write(request(next));
      if (asked === ids.length) child.stdin.end();
    };
    const parser = new BatchParser(objectLimit, (answer) => {
      answered++;
      onAnswer(answer);
    });
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        parser.push(chunk);
        ask();
      } catch (error) {
        child.kill();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // Git that ends early closes the pipe; `close` tells what is missing.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', () => {
      resolve(ids.slice(answered));
    });
    ask();
  });
}
