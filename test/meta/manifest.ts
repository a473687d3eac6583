/** Every file of the package that package.json names, relative to the root. */
export function filesNamed(manifest: Manifest): readonly string[] {
  const { contributes } = manifest;
  const views = [...Object.values(contributes.views ?? {}).flat(), ...Object.values(contributes.viewsContainers ?? {}).flat()];
  const named = [
    manifest.main,
    manifest.browser,
    manifest.icon,
    ...Object.values(manifest.bin ?? {}),
    ...(contributes.snippets ?? []).map((one) => one.path),
    ...(contributes.grammars ?? []).map((one) => one.path),
    ...(contributes.languages ?? []).flatMap((one) => [one.configuration, ...icons(one.icon)]),
    ...(contributes.commands ?? []).flatMap((one) => icons(one.icon)),
    ...views.flatMap((one) => icons(one.icon)),
    ...(contributes.walkthroughs ?? []).flatMap((one) =>
      one.steps.flatMap((step) => [step.media?.image, step.media?.markdown, step.media?.svg]),
    ),
  ];
  return named.filter((path) => path !== undefined).map((path) => path.replace(/^\.\//, ''));
}

type Icon = string | { readonly light: string; readonly dark: string };

export interface Manifest {
  readonly main?: string;
  readonly browser?: string;
  readonly icon?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly snippets?: readonly { readonly path: string }[];
    readonly grammars?: readonly { readonly path: string }[];
    readonly languages?: readonly { readonly configuration?: string; readonly icon?: Icon }[];
    readonly commands?: readonly { readonly icon?: Icon }[];
    readonly views?: Readonly<Record<string, readonly { readonly name?: string; readonly icon?: Icon }[]>>;
    readonly viewsContainers?: Readonly<Record<string, readonly { readonly icon?: Icon }[]>>;
    readonly walkthroughs?: readonly {
      readonly steps: readonly { readonly media?: { readonly image?: string; readonly markdown?: string; readonly svg?: string } }[];
    }[];
  };
}

/** `$(checklist)` is a picture of the editor, not a file. */
function icons(icon: Icon | undefined): readonly string[] {
  if (icon === undefined) return [];
  return (typeof icon === 'string' ? [icon] : [icon.light, icon.dark]).filter((path) => !path.startsWith('$('));
}

/** Fields of the manifest whose text a person reads in the editor. */
const READ = new Set(['title', 'shortTitle', 'description', 'markdownDescription', 'contents', 'altText', 'patternErrorMessage', 'label']);
const LISTS_READ = new Set(['enumDescriptions', 'markdownEnumDescriptions']);

/** Every text of package.json that a person reads in the editor, as it stands there. */
export function peoplesTexts(manifest: Manifest & { readonly capabilities?: object; readonly description?: string }): readonly string[] {
  const { contributes, capabilities, description } = manifest;
  const names = Object.values(contributes.views ?? {}).flatMap((views) => views.map(({ name }) => name));
  return [description, ...names, ...textsIn(capabilities), ...textsIn(contributes)].filter((text) => text !== undefined);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]): readonly string[] => {
    if (typeof inner === 'string') return READ.has(key) ? [inner] : [];
    return LISTS_READ.has(key) && Array.isArray(inner) ? inner : textsIn(inner);
  });
}

/** The manifest as the editor shows it: every `%key%` replaced by its text. */
export function withTexts<T>(manifest: T, texts: Readonly<Record<string, string>>): T {
  return JSON.parse(JSON.stringify(manifest), (_, value: unknown) => {
    const key = typeof value === 'string' ? /^%([\w.-]+)%$/.exec(value)?.[1] : undefined;
    return key === undefined ? value : texts[key];
  });
}
