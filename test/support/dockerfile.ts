/** One step of a Dockerfile, such as `RUN npm ci`. */
export interface Step {
  readonly word: string;
  readonly rest: string;
}

export interface Stage {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The stages of a Dockerfile as far as ours goes: no heredocs, no ONBUILD. */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const lines = dockerfile
    .replace(/^#.*\n/gmu, '')
    .replace(/\\\n/gu, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { name: string; steps: Step[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/u.exec(line) ?? [];
    if (word === '') throw new Error(`not a step: ${line}`);
    if (word === 'FROM') stages.push({ name: / AS (\w+)$/u.exec(rest)?.[1] ?? 'last', steps: [] });
    stages.at(-1)?.steps.push({ word, rest });
  }
  return stages;
}

/** `--from=…`, sources and target of a COPY. */
export function copyOf({ rest }: Step): {
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
} {
  const words = rest.split(/\s+/u);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? '.' };
}
