// Which tab of a browser listens for all of them. Tabs talk over a BroadcastChannel, with or
// without a secure context; who leads is told by all that he says, and is followed until he has
// been silent for too long. A leader that slept (a frozen tab, a closed lid) finds a later term and
// follows.
export interface Rank {
  term: number; // counted up with each claim
  from: string; // the tab; of one term the lowest leads
}

type Message<T> =
  | { kind: 'said'; rank: Rank; what: T }
  | { kind: 'asks' }
  | { kind: 'leaves'; rank: Rank };

export interface Follower<T> {
  lead: () => () => void; // begins to listen for all; what it gives ends that
  hear: (what: T) => void; // what the leader says, itself included
  known: () => T[]; // what a tab that comes later is told at once
  silent: () => void; // nobody leads at the moment
}

const joining_ms = 250; // a leader that is awake answers in a few
const asked_ms = 1000;
const chance = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;

export const outranks = (one: Rank, other: Rank): boolean =>
  one.term > other.term || (one.term === other.term && one.from < other.from);

export class Election<T> {
  private readonly self = crypto.getRandomValues(new Uint32Array(2)).join('-');
  private readonly channel: BroadcastChannel;
  private readonly follower: Follower<T>;
  private readonly silence_ms_max: number;
  private leader: Rank | null = null;
  private stopLeading: (() => void) | null = null;
  private spokenAt = Date.now(); // by whoever leads
  private readonly timers: number[] = [];

  constructor(name: string, silence_ms_max: number, follower: Follower<T>) {
    this.follower = follower;
    this.silence_ms_max = silence_ms_max;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = (event: MessageEvent<Message<T>>) => this.take(event.data);
    this.post({ kind: 'asks' });
    this.claimSoon(joining_ms, 0);
    this.timers.push(window.setInterval(() => this.look(), asked_ms));
    window.addEventListener('pagehide', this.leave);
  }

  // To all tabs; only who leads says anything.
  say(what: T): void {
    if (!this.leads()) return;
    this.spokenAt = Date.now();
    this.post({ kind: 'said', rank: this.leader!, what });
    this.follower.hear(what);
  }

  leads = (): boolean => this.stopLeading !== null;

  end(): void {
    for (const timer of this.timers) window.clearTimeout(timer);
    window.removeEventListener('pagehide', this.leave);
    this.leave();
    this.channel.close();
  }

  private post(message: Message<T>): void {
    this.channel.postMessage(message);
  }

  private readonly leave = (): void => {
    if (!this.leads()) return;
    this.follow(null);
    this.post({ kind: 'leaves', rank: { term: 0, from: this.self } });
  };

  private follow(leader: Rank | null): void {
    this.stopLeading?.();
    this.stopLeading = null;
    this.leader = leader;
  }

  private take(message: Message<T>): void {
    if (message.kind === 'asks') {
      if (this.leads()) this.introduce();
    } else if (message.kind === 'leaves') {
      if (this.leader?.from === message.rank.from) this.claimSoon(0, joining_ms);
    } else if (!this.leader || !outranks(this.leader, message.rank)) {
      if (this.leads()) this.follow(null);
      this.leader = message.rank;
      this.spokenAt = Date.now();
      this.follower.hear(message.what);
    } else if (this.leads()) {
      this.introduce(); // to one that slept
    }
  }

  // Tells who leads, and what is known.
  private introduce(): void {
    for (const what of this.follower.known())
      this.post({ kind: 'said', rank: this.leader!, what });
  }

  private look(): void {
    if (this.leads() || Date.now() - this.spokenAt <= this.silence_ms_max) return;
    this.follower.silent();
    this.claimSoon(0, asked_ms / 2);
  }

  // Not all at once: whoever is first is followed.
  private claimSoon(least_ms: number, spread_ms: number): void {
    const before = this.leader;
    const spoken = this.spokenAt;
    this.timers.push(
      window.setTimeout(
        () => {
          const led = this.leader !== before || (this.leader !== null && this.spokenAt !== spoken);
          if (led || this.leads()) return;
          this.leader = { term: (before?.term ?? 0) + 1, from: this.self };
          this.spokenAt = Date.now();
          this.stopLeading = this.follower.lead();
          this.introduce();
        },
        least_ms + spread_ms * chance(),
      ),
    );
  }
}
