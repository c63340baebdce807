import type { Tracer } from '../../flow/tracer.js';
import { entriesOf, entriesOfMethod, entriesOfUse, nothing, type Entries } from './properties.js';
import { entriesUnder, type HttpRequest, type Layer } from './request.js';
import { usesOf } from './uses.js';

/** Options with which something may add to a request when it is sent. */
const hookOptions = ['hooks', 'event_hooks', 'interceptors', 'transformRequest', 'onRequest', 'adapter', 'trace_configs', 'middlewares'];
const headerMethods = /^(?:setHeader|appendHeader|add_header|add_unredirected_header|putheader|set)$/u;
const hooking = /^(?:interceptors|use|hooks|event_hooks|addHook|register_hook)$/u;

/** The headers that a request is given, those of the request itself first. */
export function headersOf(request: HttpRequest, tracer: Tracer): Entries {
  const parts = request.layers.flatMap((layer) => [givenHeaders(layer, tracer), ...laterHeaders(layer, tracer)]);
  return { entries: parts.flatMap((part) => part.entries), open: request.open || parts.some((part) => part.open) };
}

function givenHeaders(layer: Layer, tracer: Tracer): Entries {
  const options = entriesUnder(layer, ['headers', ...hookOptions], tracer);
  const headers = [...options.entries.filter((entry) => entry.name === 'headers').map((entry) => entriesOf(entry.value, tracer)), ...headersSetIn(layer, tracer)];
  return {
    entries: headers.flatMap((part) => part.entries),
    open: options.open || headers.some((part) => part.open) || options.entries.some((entry) => entry.name !== 'headers'),
  };
}

/** What is set in the headers of options that are kept: `options.headers.Authorization = …`, `options.headers.set(…)`. */
function headersSetIn({ options }: Layer, tracer: Tracer): Entries[] {
  const ends = options === undefined ? [] : tracer.trace(options).map((flow) => flow.end);
  return ends.flatMap((end) => {
    if (end.kind !== 'node') return [];
    const { cursor } = end;
    return usesOf(cursor.node, cursor.program).flatMap((use) => (use.kind !== 'argument' && use.path.length > 1 && use.path[0] === 'headers' ? [entriesOfUse({ ...use, path: use.path.slice(1) }, cursor, tracer)] : []));
  });
}

/** What a client, or a request that is under way, is told later: `session.headers.update(…)`, `req.setHeader(…)`. */
function laterHeaders({ maker }: Layer, tracer: Tracer): Entries[] {
  if (maker === undefined) return [];
  return usesOf(maker.node, maker.program).map((use): Entries => {
    if (use.kind === 'argument') return entriesOfUse(use, maker, tracer);
    const path = use.path[0] === 'defaults' ? use.path.slice(1) : use.path;
    const [first] = path;
    if (first !== undefined && hooking.test(first)) return { entries: [], open: true };
    if (first === 'headers') return changedHeaders(use.path[0] === 'defaults' && path.length > 2 ? path.slice(2) : path.slice(1));
    if (use.kind === 'call' && path.length === 1 && first !== undefined && headerMethods.test(first)) return entriesOfMethod('set', use.call, maker, tracer);
    return nothing;

    function changedHeaders(rest: readonly (string | undefined)[]): Entries {
      if (maker === undefined) return nothing;
      if (use.kind === 'write' && rest.length === 0) return entriesOf({ ...maker, node: use.assignment.value }, tracer);
      return use.kind === 'argument' ? nothing : entriesOfUse({ ...use, path: rest }, maker, tracer);
    }
  });
}

/** What a request, or its client, is given under a name; also what is set in the client later. */
export function optionsOf(request: HttpRequest, names: readonly string[], tracer: Tracer): Entries['entries'] {
  return request.layers.flatMap((layer) => {
    const { maker } = layer;
    const later = maker === undefined ? [] : usesOf(maker.node, maker.program).flatMap((use) => (use.kind === 'write' && use.path.length === 1 ? entriesOfUse(use, maker, tracer).entries : []));
    return [...entriesUnder(layer, names, tracer).entries, ...later.filter((entry) => names.includes(entry.name))];
  });
}
