import type { Semantics } from '../../flow/world.js';
import { isLibrary } from './clients.js';
import { environmentRead, isEnvironment } from './environment.js';
import { foldCall } from './fold.js';
import { callMeaning } from './library.js';
import { schemaField } from './schemas.js';

/** What JavaScript and its libraries add to the flow of values. */
export const javascript: Semantics = { isLibrary, environmentRead, isEnvironment, callMeaning, foldCall, schemaField };
