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
const batchSize = 400;

/** More readers than this wait for the disk. */
const mostReaders = 4;

/** A thread takes as long to start as so many contents take to read. */
const worthThreads = 2000;

/**
 * Has contents read on all processors, those of one path by the same reader and in their order.
 * @param onReading told of each batch; what it returns says whether to go on
 */
export async function readAll(parts: ScanParts, settings: ReaderSettings, assignments: readonly Assignment[], onReading: (reading: Reading) => boolean): Promise<void> {
  const readers = startReaders(parts, settings, assignments.length);
  const batches = inBatches(assignments);
  let next = 0;
  let goesOn = true;
  try {
    await Promise.all(
      readers.map(async (reader) => {
        for (let batch = batches[next++]; batch !== undefined && goesOn; batch = batches[next++]) goesOn = onReading(await reader.read(batch)) && goesOn;
      }),
    );
  } finally {
    for (const reader of readers) reader.close();
  }
}

/** Batches of whole paths: the contents of a path are understood one after another, and git stores one as what differs from the other. */
function inBatches(assignments: readonly Assignment[]): readonly (readonly Assignment[])[] {
  const byPath = new Map<string, Assignment[]>();
  for (const assignment of assignments) {
    const [path = ''] = assignment.paths;
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, [assignment]);
    else known.push(assignment);
  }
  const batches: Assignment[][] = [];
  let batch: Assignment[] = [];
  for (const some of byPath.values()) {
    for (const assignment of some) batch.push(assignment);
    if (batch.length < batchSize) continue;
    batches.push(batch);
    batch = [];
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

function startReaders(parts: ScanParts, settings: ReaderSettings, count: number): readonly Reader[] {
  const script = new URL('../history-worker.js', import.meta.url);
  // Threads need the built file; where the sources run as they are, this thread does.
  if (count < worthThreads || !existsSync(fileURLToPath(script))) {
    const reader = new HistoryReader(parts, settings);
    return [reader];
  }
  return Array.from({ length: Math.min(availableParallelism(), mostReaders) }, () => threadReader(new Worker(script, { workerData: settings })));
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
