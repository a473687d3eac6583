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
    readonly views?: Readonly<Record<string, readonly { readonly icon?: Icon }[]>>;
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
