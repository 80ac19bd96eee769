import { DateTime, IANAZone } from 'luxon';

const day = 86_400_000;

/** Offset from UTC over a UTC day, where it is one: zones change theirs on a few days a year. */
type DayOffset = number | 'changes';

/** Local days of one time zone, quick for millions of instants. */
export class LocalDays {
  readonly zone: string;
  private readonly iana: IANAZone;
  private readonly offsets = new Map<number, DayOffset>();
  private readonly texts = new Map<number, string>();

  /** Throws where there is no such zone. */
  constructor(zone: string) {
    this.iana = IANAZone.create(zone);
    this.zone = zone;
    if (!this.iana.isValid) {
      throw new RangeError(`no time zone is called ${zone}`);
    }
  }

  /** `YYYY-MM-DD` of an instant (epoch milliseconds). */
  dayOf(instant: number): string {
    const number = Math.floor((instant + this.offsetAt(instant)) / day);
    const known = this.texts.get(number);
    if (known !== undefined) {
      return known;
    }
    const text = new Date(number * day).toISOString().slice(0, 10);
    this.texts.set(number, text);
    return text;
  }

  /** Epoch milliseconds at which a local day begins; zones that skip midnight begin theirs later. */
  startOf(text: string): number {
    return DateTime.fromISO(text, { zone: this.zone }).startOf('day').toMillis();
  }

  private offsetAt(instant: number): number {
    const utcDay = Math.floor(instant / day);
    const known = this.offsets.get(utcDay) ?? this.learn(utcDay);
    return known === 'changes' ? this.iana.offset(instant) * 60_000 : known;
  }

  private learn(utcDay: number): DayOffset {
    const first = this.iana.offset(utcDay * day);
    const last = this.iana.offset((utcDay + 1) * day - 1);
    const offset = first === last ? first * 60_000 : 'changes';
    this.offsets.set(utcDay, offset);
    return offset;
  }
}
