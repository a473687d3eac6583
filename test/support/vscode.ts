/** What modules of the client that only make texts need of `vscode`: the texts as they stand, with their places filled in. */
export const l10n = {
  t(message: string, ...values: readonly unknown[]): string {
    const [first] = values;
    const named = typeof first === 'object' && first !== null ? (first as Readonly<Record<string, unknown>>) : values;
    return message.replace(/\{(\w+)\}/g, (place, name: string) => String(Reflect.get(named, name) ?? place));
  },
};
