import type { Dialect } from '../program/context.js';
import { addPublicNames } from '../program/exposures/public-names.js';
import { clientOf } from './clients.js';
import { addClients } from './constructions.js';
import { pythonHttp } from './http.js';
import { addNamedArguments } from './named.js';
import { failures } from './failures.js';
import { loading } from './loading.js';
import { printing } from './printing.js';
import { addResponses } from './responses.js';

/** The clients and exposures of Python. */
export const pythonDialect: Dialect = {
  isClient: (end, vocabulary) => clientOf(end, vocabulary) !== undefined,
  clientIdOf: (end) => clientOf(end)?.client,
  isClientPackage: (specifier) => specifier === 'mistralai' || specifier.startsWith('mistralai.'),
  addClients: (context, facts, sinks) => {
    addClients(context, facts, sinks);
    addNamedArguments(context, sinks);
  },
  addExposures: (context, facts, _sinks, reach) => {
    addPublicNames(context, facts, reach.publicPrefixes(context.program));
    addResponses(context, facts);
  },
  http: pythonHttp,
  printing,
  loading,
  failures,
  literalRemedies: () => [],
  guardRemedies: () => [],
};
