import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm';

const { resolve } = createRequire(import.meta.url);

let parsers: Promise<Parser> | undefined;
const powershell = (): Promise<Parser> => {
  parsers ??= loadParser();
  return parsers;
};

async function loadParser(): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  const grammar = join(resolve('@vscode/tree-sitter-wasm'), '../tree-sitter-powershell.wasm');
  return parser.setLanguage(await Language.load(grammar));
}

/** V8 would spend 14 s on the grammar's one huge function, which has long done its work by then, and the process could not end before. */
async function unoptimised<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--liftoff-only');
  try {
    return await work();
  } finally {
    setFlagsFromString('--no-liftoff-only');
  }
}

/** What our scripts may do. Anything else is a finding. */
export interface Permitted {
  readonly commands: readonly string[];
  /** `Name` of `$x.Name(…)` and `[Type]::Name(…)`. */
  readonly methods: readonly string[];
  readonly types: readonly string[];
}

/** What of a request may stand beside a command: never `$Request.pin`, which is handed on by splatting alone. */
const fromOutside = /\$(?:request|line|_)\b/i;
const handsOn = ['ConvertFrom-Json', 'Invoke-Request'];

/** Everything in a script that PowerShell would not parse, and everything that is not permitted. */
export async function findingsIn(script: string, permitted: Permitted): Promise<readonly string[]> {
  const tree = await unoptimised(async () => (await powershell()).parse(script));
  if (!tree) throw new Error('not parsed');
  const nodes = [...all(tree.rootNode)];
  return [
    // Windows PowerShell reads a file without a mark in the code page of the machine.
    ...(/[^\n\x20-\x7e]/.test(script) ? ['a character that is not ASCII'] : []),
    ...nodes.flatMap((node) => findingAt(node, permitted)),
  ];
}

function findingAt(node: Node, permitted: Permitted): readonly string[] {
  const at = `line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`;
  if (node.isError || node.isMissing) return [`does not parse: ${at}`];
  switch (node.type) {
    case 'command':
      return commandFindings(node, permitted).map((finding) => `${finding}: ${at}`);
    case 'redirection':
      return [`writes elsewhere: ${at}`];
    case 'sub_expression':
      return [`puts a text together: ${at}`];
    case 'expandable_string_literal':
      return fromOutside.test(node.text) ? [`puts a text together: ${at}`] : [];
    case 'invokation_expression':
      return permitted.methods.includes(methodOf(node)) ? [] : [`calls a method: ${at}`];
    case 'type_spec':
      return permitted.types.includes(node.text) ? [] : [`names a type: ${at}`];
    default:
      return [];
  }
}

function commandFindings(node: Node, { commands }: Permitted): string[] {
  const [name, ...rest] = node.namedChildren.map((child) => child?.text ?? '');
  // The one script that another one may run.
  if (node.text === '. "$PSScriptRoot\\loop.ps1"') return [];
  if (name === undefined || !commands.includes(name)) return ['is no permitted command'];
  const words = rest.join(' ');
  return [
    ...(/-whatif/i.test(words) ? ['only pretends'] : []),
    ...(!handsOn.includes(name) && fromOutside.test(words)
      ? ['is given something of a request without splatting']
      : []),
  ];
}

const methodOf = (node: Node): string =>
  node.namedChildren.find((child) => child?.type === 'member_name')?.text ?? node.text;

function* all(node: Node): Iterable<Node> {
  yield node;
  for (const child of node.children) if (child) yield* all(child);
}
