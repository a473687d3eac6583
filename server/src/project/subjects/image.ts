import type { Place } from '../../base/text';
import type { ImageFacts } from '../../knowledge/containerImages';
import type { DockerStage, ImageReference } from '../../syntax/dockerfile/stages';
import type { DockerfileTree, Instruction } from '../../syntax/dockerfile/tree';
import type { ComposedService } from '../compose/model';
import type { Variables } from '../environment/held';
import type { Start } from '../environment/server';
import { searchImages } from '../images/search';
import type { StartWords } from '../images/startWords';
import type { ComposeSubject } from './compose';
import type { Subject, SubjectFinder } from './subject';

/** An image that a Dockerfile makes: its last stage, or the one that a compose file names. */
export interface ImageSubject extends Subject {
  /** The Dockerfile. */
  readonly file: string;
  /** Folder of the build, relative to the root ('' is the root). */
  readonly context: string;
  /** In words, why it is of its kind. */
  readonly because: string;
  readonly tree: DockerfileTree;
  /** Every stage of the file. */
  readonly stages: readonly DockerStage[];
  /** The stages that the image consists of: from the one that builds on an image from elsewhere to the final one. */
  readonly chain: readonly DockerStage[];
  readonly final: DockerStage;
  readonly base: BaseImage;
  readonly user: EffectiveUser;
  /** What a process in it has, as far as it is told. */
  readonly variables: Variables;
  /** Ports of EXPOSE that are told. */
  readonly exposed: readonly { readonly port: number; readonly protocol: string; readonly place: Place }[];
  /** The last of its chain; undefined where there is none. */
  readonly healthcheck: Instruction | undefined;
  readonly entrypoint: Instruction | undefined;
  readonly cmd: Instruction | undefined;
  /** The server that a container starts; undefined where none is found. */
  readonly start: Start | undefined;
  /** All that starting a container runs, scripts included. */
  readonly starts: StartWords;
  /** The same where a service gives the container an entry point or a command of its own. */
  startsWith(own: Pick<ComposedService, 'entrypoint' | 'command'>): StartWords;
  /** It starts a server of Python applications, or runs manage.py when it is built. */
  readonly isPython: boolean;
  /** Services that are built from it. */
  readonly services: readonly BuiltService[];
}

export interface BuiltService {
  readonly group: ComposeSubject;
  readonly service: ComposedService;
}

/** The image from elsewhere on which the first stage builds. */
export interface BaseImage {
  /** As written. */
  readonly text: string;
  /** Undefined where an argument of the build decides. */
  readonly reference: ImageReference | undefined;
  /** The name holds whatever the build is given. */
  readonly sure: boolean;
  readonly facts: ImageFacts | undefined;
  readonly place: Place;
}

/** Whom processes run as when nothing changes it afterwards. */
export type EffectiveUser =
  /** `place`: the USER that says so; undefined where the base image does. */
  | { readonly kind: 'root'; readonly place: Place | undefined }
  | { readonly kind: 'other'; readonly name: string; readonly place: Place | undefined }
  | { readonly kind: 'unknown'; readonly reason: string };

export const imageSubjects: SubjectFinder<ImageSubject> = { search: searchImages };
