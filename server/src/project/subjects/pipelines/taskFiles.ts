/** The recipes that make runs for targets, those of what they need first; undefined where a target is not found. */
export function makeRecipes(text: string, targets: readonly string[]): readonly string[] | undefined {
  const { rules, first, variables } = readMakefile(text);
  const lines: string[] = [];
  const done = new Set<string>();
  const add = (target: string): boolean => {
    if (done.has(target)) return true;
    done.add(target);
    const rule = rules.get(target);
    if (!rule) return false;
    for (const need of rule.needs) add(need);
    lines.push(...rule.recipe.map((line) => withVariables(line, variables)));
    return true;
  };
  const wanted = targets.length > 0 ? targets : first === undefined ? [] : [first];
  const areFound = wanted.map((target) => add(target)).every((found) => found);
  return wanted.length > 0 && areFound ? lines : undefined;
}

interface MakeRule {
  readonly needs: string[];
  readonly recipe: string[];
}

interface Makefile {
  readonly rules: Map<string, MakeRule>;
  readonly first: string | undefined;
  readonly variables: Map<string, string>;
}

function readMakefile(text: string): Makefile {
  const rules = new Map<string, MakeRule>();
  const variables = new Map<string, string>();
  let first: string | undefined;
  let current: readonly MakeRule[] = [];
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    if (line.startsWith('\t')) {
      for (const { recipe } of current) recipe.push(line.trim().replace(/^[@+-]+/, ''));
      continue;
    }
    const assigned = /^\s*(?:export\s+)?([A-Za-z_][\w.]*)\s*(?:\?|:{1,3}|\+)?=\s*(.*?)\s*(?:#.*)?$/.exec(line);
    if (assigned) {
      variables.set(assigned[1] ?? '', assigned[2] ?? '');
      continue;
    }
    const [, names, needs = '', inline] = /^([^\s#:=][^:=#]*):{1,2}(?!=)([^;#]*)(?:;(.*))?/.exec(line) ?? [];
    if (names === undefined) continue;
    current = names
      .trim()
      .split(/\s+/)
      .map((name) => {
        const rule = rules.get(name) ?? { needs: [], recipe: [] };
        rules.set(name, rule);
        if (!name.startsWith('.')) first ??= name;
        rule.needs.push(...needs.split(/\s+/).filter((need) => need !== '' && need !== '|'));
        if (inline !== undefined) rule.recipe.push(inline.trim());
        return rule;
      });
  }
  return { rules, first, variables };
}

/** `$(PYTHON)` by what the file says; anything else is left for the shell to find unknown. */
function withVariables(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let round = 0; round < 5; round++) {
    const next = text.replace(/\$[({]([A-Za-z_][\w.]*)[)}]/g, (whole, name: string) =>
      name === 'MAKE' ? 'make' : (variables.get(name) ?? whole),
    );
    if (next === text) break;
    text = next;
  }
  return text.replace(/\$\(([A-Za-z_][\w.]*)\)/g, '$' + '{$1}').replaceAll('$$', '$');
}

/** The commands of all environments of tox in one of its files, of either format. Source: https://tox.wiki/en/latest/config.html */
export function toxCommands(text: string): readonly string[] {
  const ini = [...text.matchAll(/^(?:commands|commands_pre|commands_post)\s*=[ \t]*(.*(?:\r?\n(?:[ \t]+.*|[ \t]*))*)/gm)].flatMap((match) =>
    (match[1] ?? '').replace(/\\\r?\n/g, ' ').split(/\r?\n/),
  );
  const isToml = /^\s*\[(tool\.tox|env)[.\]]/m.test(text) || /legacy_tox_ini/.test(text) || /^env_list\s*=/m.test(text);
  const toml = isToml
    ? [...text.matchAll(/\[((?:\s*"[^"\n]*"\s*,?|\s*'[^'\n]*'\s*,?)+)\s*\]/g)].map((match) =>
        [...(match[1] ?? '').matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((word) => word[1] ?? word[2] ?? '').join(' '),
      )
    : [];
  return [...ini, ...toml]
    .map((line) =>
      line
        .trim()
        .replace(/^[-!]\s*/, '')
        .replace(/^[\w.,{}-]+:\s+/, '')
        .replace(/\{posargs(?::([^{}]*))?\}/g, '$1')
        .replace(/\{(envpython|env_python|base_python)\}/g, 'python')
        .replace(/\{toxinidir\}\/?|\{tox_root\}\/?/g, ''),
    )
    .filter((line) => line !== '' && !/^[#[]/.test(line));
}

/** A script of a package.json. */
export function npmScript(text: string, name: string): string | undefined {
  try {
    const scripts = (JSON.parse(text) as { readonly scripts?: unknown }).scripts;
    const found: unknown =
      typeof scripts === 'object' && scripts !== null ? (scripts as Readonly<Record<string, unknown>>)[name] : undefined;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
