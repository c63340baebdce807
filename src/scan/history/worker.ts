import { parentPort, workerData } from 'node:worker_threads';
import { scannerParts } from '../parts.js';
import { HistoryReader } from './reader.js';
import type { Assignment, ReaderSettings } from './sighting.js';

/** Runs in a thread: takes batches of contents and answers with what was read, until it is told to end. */
const reader = new HistoryReader(scannerParts, workerData as ReaderSettings);
parentPort?.on('message', (batch: readonly Assignment[] | undefined) => {
  if (batch === undefined) {
    reader.close();
    parentPort?.close();
  } else void reader.read(batch).then((reading) => parentPort?.postMessage(reading));
});
