import { clientOf, packageOf } from './clients.js';
import { javascriptHttp } from './http.js';
import { constructions, readConstruction } from './constructions.js';
import type { Dialect } from '../program/context.js';
import { addExposures } from './exposures/index.js';
import { guardRemedies, literalRemedies } from './remedies.js';
import { failures } from './failures.js';
import { loading } from './loading.js';
import { printing } from './printing.js';

/** The clients, exposures and edits of JavaScript and TypeScript. */
export const javascriptDialect: Dialect = {
  isClient: (end, vocabulary) => clientOf(end, vocabulary) !== undefined,
  clientIdOf: (end) => clientOf(end)?.client,
  isClientPackage: (specifier) => packageOf(specifier) === '@mistralai/mistralai',
  addClients: (context, facts, sinks) => {
    for (const construction of constructions(context)) readConstruction(construction, context, facts, sinks);
  },
  addExposures,
  http: javascriptHttp,
  printing,
  loading,
  failures,
  literalRemedies,
  guardRemedies,
};
