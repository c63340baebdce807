import type { Semantics } from '../../flow/world.js';
import { isLibrary } from './clients.js';
import { environmentRead, isEnvironment } from './environment.js';
import { foldCall } from './fold.js';
import { submoduleOf } from './imports.js';
import { callMeaning } from './library.js';
import { schemaField } from './settings.js';

/** What Python and its libraries add to the flow of values. */
export const python: Semantics = { isLibrary, environmentRead, isEnvironment, callMeaning, foldCall, schemaField, submodule: submoduleOf };
