import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { type Answer, BatchParser } from './batch.js';
import { hardened, storeEnvironment } from './run.js';
import { systemPath } from '../scan/path-bytes.js';
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
 * @param ids full object names, or other names that git knows them by, without a line end; what is given twice is answered twice
 * @param onAnswer told of each in order, by its full name; its bytes are to be copied if they are kept
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
  const stream = new ObjectStream(store);
  try {
    return await stream.read(ids, onAnswer);
  } finally {
    stream.close();
  }
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

function request(ids: readonly string[]): string | Uint8Array {
  return systemPath(ids.map((id) => `${id}\n`).join(''));
}

/** A git that answers about one object after another, for those who ask for many. */
export class ObjectStream {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #parser: BatchParser;
  #ended = false;
  /** What is under way: answers are expected, and this takes them. */
  #take: (answer: Answer) => void = () => undefined;
  #afterChunk: () => void = () => undefined;
  #stop: (error?: Error) => void = () => undefined;

  constructor(store: GitStore) {
    this.#child = spawn('git', [...hardened, 'cat-file', '--batch'], {
      cwd: store.folder,
      env: storeEnvironment(),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.#parser = new BatchParser(objectLimit, (answer) => {
      this.#take(answer);
    });
    this.#child.stdout.on('data', (chunk: Buffer) => {
      try {
        this.#parser.push(chunk);
        this.#afterChunk();
      } catch (error) {
        this.#stop(error instanceof Error ? error : new Error(String(error)));
      }
    });
    // Git that ends early closes the pipe; `close` tells so too.
    this.#child.stdin.on('error', () => undefined);
    for (const event of ['error', 'close']) {
      this.#child.on(event, () => {
        this.#ended = true;
        this.#stop();
      });
    }
  }

  /**
   * One call after another, as `readObjects`.
   * @returns the ids that have no answer, because git ended before
   */
  read(ids: readonly string[], onAnswer: (answer: Answer) => void): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      let asked = 0;
      let answered = 0;
      const ask = (): void => {
        if (asked === ids.length || asked > answered + ahead / 2) return;
        const next = ids.slice(asked, answered + ahead);
        asked += next.length;
        this.#child.stdin.write(request(next));
      };
      this.#take = (answer) => {
        answered++;
        onAnswer(answer);
      };
      this.#stop = (error) => {
        if (error === undefined) resolve(ids.slice(answered));
        else reject(error);
      };
      this.#afterChunk = () => {
        if (answered === ids.length) resolve([]);
        else ask();
      };
      if (this.#ended || ids.length === 0) resolve(ids);
      else ask();
    });
  }

  close(): void {
    this.#child.stdin.end();
    this.#child.kill();
  }
}
