/** Modules that import each other in a circle, or one alone: they all lead to the same. */
interface Circle {
  readonly index: number;
  readonly members: readonly string[];
  /** The other circles that the members import from; all of them have a lower index. */
  readonly next: ReadonlySet<Circle>;
}

/** A module on the way that is being followed. */
interface Step {
  readonly path: string;
  readonly order: number;
  /** The lowest order that a way from here leads back to. */
  lowest: number;
  readonly targets: readonly string[];
  /** How many of the targets were followed. */
  done: number;
}

/** A question about modules, answered for all that they lead to. */
export interface Behind {
  /** Does it hold for a module, or for one that it imports, directly or through others? */
  some(path: string): boolean;
  /** The modules for which it holds: a module itself, and those that it imports, directly or through others. */
  all(path: string): readonly string[];
}

/**
 * What modules lead to. Packages import each other in circles of thousands of modules, so that to follow them anew for
 * each of these would take millions of steps: the circles are found once (Tarjan), and questions are asked of circles.
 */
export class ImportGraph {
  readonly #circleOf = new Map<string, Circle>();
  readonly #circles: Circle[] = [];

  /** @param targetsOf the modules that a module imports */
  constructor(readonly targetsOf: (path: string) => readonly string[]) {}

  /** @param holds is asked of each module at most once */
  behind(holds: (path: string) => boolean): Behind {
    const found: string[][] = [];
    const answers: boolean[] = [];
    const answer = (path: string): Circle => {
      const circle = this.#circle(path);
      for (let at = answers.length; at <= circle.index; at++) {
        const { members = [], next = new Set<Circle>() } = this.#circles[at] ?? {};
        const own = members.filter(holds);
        found.push(own);
        answers.push(own.length > 0 || [...next].some(({ index }) => answers[index]));
      }
      return circle;
    };
    return {
      some: (path) => answers[answer(path).index] === true,
      all: (path) => {
        const seen = new Set([answer(path)]);
        // A set yields what is added while it is gone through.
        for (const circle of seen) for (const next of circle.next) if (answers[next.index] === true) seen.add(next);
        return [...seen].flatMap(({ index }) => found[index] ?? []);
      },
    };
  }

  #circle(path: string): Circle {
    return this.#circleOf.get(path) ?? this.#follow(path);
  }

  /** Follows all ways from a module that was not met before. A circle is complete once all that it leads to is. */
  #follow(start: string): Circle {
    const orders = new Map<string, Step>();
    const open: Step[] = [];
    const way: Step[] = [];
    const enter = (path: string): void => {
      const step: Step = { path, order: orders.size, lowest: orders.size, targets: this.targetsOf(path), done: 0 };
      orders.set(path, step);
      open.push(step);
      way.push(step);
    };
    enter(start);
    let last: Circle | undefined;
    for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
      const target = step.targets[step.done];
      if (target === undefined) {
        way.pop();
        const before = way.at(-1);
        if (before !== undefined) before.lowest = Math.min(before.lowest, step.lowest);
        if (step.lowest === step.order) last = this.#close(open.splice(open.lastIndexOf(step)));
        continue;
      }
      step.done++;
      const met = orders.get(target);
      if (met !== undefined) {
        // What belongs to a circle already leads nowhere that is open.
        if (!this.#circleOf.has(target)) step.lowest = Math.min(step.lowest, met.order);
      } else if (!this.#circleOf.has(target)) enter(target);
    }
    return last ?? this.#close([]);
  }

  #close(steps: readonly Step[]): Circle {
    const members = steps.map(({ path }) => path);
    const next = new Set<Circle>();
    const circle: Circle = { index: this.#circles.length, members, next };
    for (const path of members) this.#circleOf.set(path, circle);
    for (const { targets } of steps) {
      for (const target of targets) {
        const other = this.#circleOf.get(target);
        if (other !== undefined && other !== circle) next.add(other);
      }
    }
    this.#circles.push(circle);
    return circle;
  }
}
