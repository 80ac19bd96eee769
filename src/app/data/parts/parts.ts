import type { Copy, CopyAction, CopyActionBody } from '../../../query/resources';
import type { PersonalEntity } from '../../../query/settings';

/** Something that is done only after it has been said again. */
export interface Question {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
  /** What has to be typed before. */
  readonly typed?: string;
  readonly gentle?: boolean;
  readonly then: () => Promise<void>;
}

/** What the parts of the page can do. */
export interface Doing {
  /** What is being done now. */
  readonly busy: string | undefined;
  readonly ask: (question: Question) => void;
  readonly act: <Action extends CopyAction>(action: Action, body: CopyActionBody<Action>) => Promise<void>;
  /** Saves whose personal data is kept, and wipes that of the entity that was switched off. */
  readonly savePersonal: (personal: readonly PersonalEntity[], off: PersonalEntity | undefined) => Promise<void>;
}

export interface PartProps {
  readonly copy: Copy;
  readonly uid: string;
  /** The shop's domain. */
  readonly shop: string;
  /** When the answer came; what is told as long ago is told from then. */
  readonly now: number;
  readonly doing: Doing;
}
