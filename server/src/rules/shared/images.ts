import type { Place } from '../../base/text';
import type { BuiltService, ImageSubject } from '../../project/subjects/image';
import type { Instruction } from '../../syntax/dockerfile/tree';

/** Where an image says what it starts: its CMD, else its ENTRYPOINT. */
export function startPlace(image: ImageSubject): Place | undefined {
  const instruction = image.cmd ?? image.entrypoint;
  return instruction && keywordPlace(image, instruction);
}

/** The keyword of an instruction: what a finding about the whole of it marks. */
export function keywordPlace({ file }: ImageSubject, instruction: Instruction): Place {
  return { file, span: instruction.keywordSpan };
}

/** Services for production that are built from an image. */
export function productionServices({ services }: ImageSubject): readonly BuiltService[] {
  return services.filter(({ group }) => group.kind === 'production');
}

/** Services that start what the image itself starts: they replace neither its entry point nor its command. */
export function plainServices(services: readonly BuiltService[]): readonly BuiltService[] {
  return services.filter(({ service }) => !service.command && !service.entrypoint);
}
