import type { Expression } from './nodes.js';

/** Is it the function by which CommonJS imports: `require`, also where `createRequire(…)` has made it? */
export function isRequire(callee: Expression): boolean {
  if (callee.kind !== 'name' || callee.name !== 'require') return false;
  if (callee.binding === undefined) return true;
  const [origin, ...others] = callee.binding.origins;
  if (origin?.kind !== 'value' || others.length > 0 || origin.value.kind !== 'call') return false;
  const maker = origin.value.callee;
  return (maker.kind === 'name' ? maker.name : maker.kind === 'member' ? maker.property : undefined) === 'createRequire';
}
