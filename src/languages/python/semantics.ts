import type { Path } from '../../flow/flow.js';
import type { Semantics } from '../../flow/world.js';
import { isLibrary } from './clients.js';
import { environmentRead, isEnvironment } from './environment.js';
import { foldCall } from './fold.js';
import { submoduleOf } from './imports.js';
import { callMeaning } from './library.js';
import { decoratedDefault, parsedOption } from './options.js';
import { schemaField } from './settings.js';

/** Texts have no attributes of these names: they are members of an enumeration. */
function isMemberValue([step, ...others]: Path): boolean {
  return others.length === 0 && (step?.name === 'value' || step?.name === '_value_');
}

/** What Python and its libraries add to the flow of values. */
export const python: Semantics = { isLibrary, environmentRead, isEnvironment, callMeaning, foldCall, schemaField, submodule: submoduleOf, partOf: parsedOption, defaultOf: decoratedDefault, isSameText: isMemberValue };
