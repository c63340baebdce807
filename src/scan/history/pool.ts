import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ScanParts } from '../scan.js';
import { HistoryReader } from './reader.js';
import type { Assignment, Reading, ReaderSettings } from './sighting.js';

/** Reads contents, one batch after another. */
interface Reader {
  read(batch: readonly Assignment[]): Promise<Reading>;
  close(): void;
}

/** How many contents go to a reader at once. */
const smallestBatch = 200;
const largestBatch = 2000;

/** More readers than this wait for the disk. */
const mostReaders = 4;

/** With fewer commits, the threads would take longer to start than there is to do. */
const worthThreads = 500;

/** Those who read contents, on all processors. */
export class ReaderPool {
  readonly #readers: readonly Reader[];

  /**
   * Threads start at once, so that they are ready when there is something to read.
   * @param commits how many there are
   */
  constructor(parts: ScanParts, settings: ReaderSettings, commits: number) {
    const script = new URL('../history-worker.js', import.meta.url);
    // Threads need the built file; where the sources run as they are, this thread does it.
    if (commits < worthThreads || !existsSync(fileURLToPath(script))) {
      const reader = new HistoryReader(parts, settings);
      this.#readers = [reader];
    } else this.#readers = Array.from({ length: Math.min(availableParallelism(), mostReaders) }, () => threadReader(new Worker(script, { workerData: settings })));
  }

  /** @param onReading told of each batch; what it returns says whether to go on */
  async readAll(assignments: readonly Assignment[], onReading: (reading: Reading) => boolean): Promise<void> {
    const batches = inBatches(assignments, this.#readers.length);
    let next = 0;
    let goesOn = true;
    await Promise.all(
      this.#readers.map(async (reader) => {
        for (let batch = batches[next++]; batch !== undefined && goesOn; batch = batches[next++]) goesOn = onReading(await reader.read(batch)) && goesOn;
      }),
    );
  }

  close(): void {
    for (const reader of this.#readers) reader.close();
  }
}

/** Git stores most contents as what differs from a later one, so they are read fastest in that order and in large stretches. */
function inBatches(assignments: readonly Assignment[], readers: number): readonly (readonly Assignment[])[] {
  const size = Math.min(largestBatch, Math.max(smallestBatch, Math.ceil(assignments.length / readers / 6)));
  return Array.from({ length: Math.ceil(assignments.length / size) }, (_, index) => assignments.slice(index * size, (index + 1) * size));
}

function threadReader(worker: Worker): Reader {
  return {
    read: (batch) =>
      new Promise((resolve, reject) => {
        const settle = (): void => {
          worker.off('message', onMessage);
          worker.off('error', onError);
        };
        const onMessage = (reading: Reading): void => {
          settle();
          resolve(reading);
        };
        const onError = (error: Error): void => {
          settle();
          reject(error);
        };
        worker.on('message', onMessage);
        worker.on('error', onError);
        worker.postMessage(batch);
      }),
    close: () => {
      worker.postMessage(undefined);
    },
  };
}
