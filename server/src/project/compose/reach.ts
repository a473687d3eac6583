import type { ComposeSubject } from '../subjects/compose';
import type { ComposedService, ComposeModel } from './model';

/**
 * The questions that a group answers by name.
 * Source: https://docs.docker.com/compose/how-tos/networking/
 */
export function servicesByName({ services }: ComposeModel): Pick<ComposeSubject, 'service' | 'reach'> {
  const service = (name: string) => services.find((one) => one.name === name);
  return {
    service,
    reach(name, from) {
      if (from) {
        const link = from.links.find(({ alias }) => alias === name);
        if (link) return service(link.service);
        return services.find((one) => sharesNetwork(one, from) && namesFor(one, from).includes(name));
      }
      return services.find((one) => namesFor(one, undefined).includes(name));
    },
  };
}

/** The names of the networks that a service is in; `default` where it names none. */
export function networksOf({ networks }: ComposedService): readonly string[] {
  return networks?.map(({ name }) => name) ?? ['default'];
}

function sharesNetwork(one: ComposedService, other: ComposedService): boolean {
  if (one === other) return true;
  const names = new Set(networksOf(other));
  return networksOf(one).some((name) => names.has(name));
}

/** Aliases hold in the network for which they are written. */
function namesFor(one: ComposedService, from: ComposedService | undefined): readonly string[] {
  const shared = from && new Set(networksOf(from));
  const aliases = (one.networks ?? []).flatMap(({ name, aliases: own }) => (!shared || shared.has(name) ? own : []));
  const own = [one.containerName, one.hostname].flatMap((text) => (text?.sure && text.value !== undefined ? [text.value] : []));
  return [one.name, ...own, ...aliases];
}
